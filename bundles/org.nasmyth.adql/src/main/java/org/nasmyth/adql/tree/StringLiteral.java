// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * A string in single quotes.
 *
 * @param value the string without its quotes, doubled quotes made single
 * @param span the string with its quotes
 */
public record StringLiteral(String value, Span span) implements ValueExpression {

  @Override
  public <R> R accept(ValueVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
