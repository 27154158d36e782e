// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * A value with a sign ({@code factor}). ADQL allows one sign, and binds it tighter than any
 * operator.
 *
 * @param negative whether the sign is {@code -}; otherwise it is {@code +}
 * @param operand the value behind the sign
 * @param span from the sign to the end of the value
 */
public record Signed(boolean negative, ValueExpression operand, Span span)
    implements ValueExpression {

  @Override
  public <R> R accept(ValueVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
