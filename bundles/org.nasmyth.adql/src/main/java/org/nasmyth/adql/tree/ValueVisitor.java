// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * One method for each kind of {@link ValueExpression}.
 *
 * @param <R> what a visit yields
 */
public interface ValueVisitor<R> {

  /** Visits a NULL. */
  R visit(NullLiteral literal);

  /** Visits a number. */
  R visit(NumericLiteral literal);

  /** Visits a string. */
  R visit(StringLiteral literal);

  /** Visits a column. */
  R visit(ColumnReference column);

  /** Visits a sum or product. */
  R visit(Arithmetic arithmetic);

  /** Visits a value with a sign. */
  R visit(Signed signed);

  /** Visits a chain of concatenated strings. */
  R visit(Concatenation concatenation);

  /** Visits an aggregate. */
  R visit(Aggregate aggregate);

  /** Visits a call of a function that ADQL itself defines. */
  R visit(FunctionCall call);

  /** Visits a call of any other function. */
  R visit(UserFunctionCall call);

  /** Visits a CAST. */
  R visit(Cast cast);

  /** Visits a CASE. */
  R visit(Case caseExpression);
}
