// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * A test whether a value lies in a range, both ends included.
 *
 * @param operand the value tested
 * @param negated whether NOT stands before BETWEEN
 * @param low the lower end
 * @param high the upper end
 * @param span from the value to the upper end
 */
public record Between(
    ValueExpression operand, boolean negated, ValueExpression low, ValueExpression high, Span span)
    implements Condition {

  @Override
  public <R> R accept(ConditionVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
