// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/** One WHEN with its THEN of a {@link Case}. */
public sealed interface CaseBranch extends Node {

  /** The value of the CASE if this is the first branch that fits. */
  ValueExpression result();

  /**
   * A branch that fits if a condition is true.
   *
   * @param condition the condition
   * @param result the value if it is true
   * @param span from WHEN to the end of the value
   */
  record When(Condition condition, ValueExpression result, Span span) implements CaseBranch {}

  /**
   * A branch that fits if the operand of the CASE equals a value.
   *
   * @param value the value
   * @param result the value of the CASE if it is equal
   * @param span from WHEN to the end of the result
   */
  record Equal(ValueExpression value, ValueExpression result, Span span) implements CaseBranch {}
}
