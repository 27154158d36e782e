// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

import java.util.List;

/**
 * Strings joined by {@code ||}.
 *
 * @param operands the strings in their order, two or more
 * @param span from the first to the last of them
 */
public record Concatenation(List<ValueExpression> operands, Span span) implements ValueExpression {

  /** Copies the list and checks its length. */
  public Concatenation {
    operands = List.copyOf(operands);
    if (operands.size() < 2) {
      throw new IllegalArgumentException("|| joins at least two strings");
    }
  }

  @Override
  public <R> R accept(ValueVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
