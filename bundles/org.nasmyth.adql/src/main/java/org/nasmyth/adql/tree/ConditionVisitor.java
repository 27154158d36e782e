// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * One method for each kind of {@link Condition}.
 *
 * @param <R> what a visit yields
 */
public interface ConditionVisitor<R> {

  /** Visits a chain of OR. */
  R visit(Disjunction disjunction);

  /** Visits a chain of AND. */
  R visit(Conjunction conjunction);

  /** Visits a NOT. */
  R visit(Negation negation);

  /** Visits a comparison of two values. */
  R visit(Comparison comparison);

  /** Visits a BETWEEN. */
  R visit(Between between);

  /** Visits an IN with a list of values. */
  R visit(InList in);

  /** Visits an IN with a sub-query. */
  R visit(InQuery in);

  /** Visits a LIKE or ILIKE. */
  R visit(Like like);

  /** Visits an IS NULL. */
  R visit(NullTest test);

  /** Visits an EXISTS. */
  R visit(Exists exists);
}
