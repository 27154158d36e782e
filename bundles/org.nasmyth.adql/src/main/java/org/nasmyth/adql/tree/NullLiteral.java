// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * NULL as a value.
 *
 * @param span the keyword
 */
public record NullLiteral(Span span) implements ValueExpression {

  @Override
  public <R> R accept(ValueVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
