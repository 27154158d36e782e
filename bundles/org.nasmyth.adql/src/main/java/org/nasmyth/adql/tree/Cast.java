// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * A conversion to another type (section 4.7.1).
 *
 * @param operand the value converted
 * @param target the type
 * @param span from CAST to the closing parenthesis
 */
public record Cast(ValueExpression operand, CastTarget target, Span span)
    implements ValueExpression {

  @Override
  public <R> R accept(ValueVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
