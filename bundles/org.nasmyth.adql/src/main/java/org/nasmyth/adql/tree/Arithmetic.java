// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

import java.util.List;

/**
 * A chain of operations of one precedence, evaluated from left to right: either a sum ({@code +}
 * and {@code -}) or a product ({@code *} and {@code /}).
 *
 * @param first the leftmost operand
 * @param rest the operations on it in their order, at least one
 * @param span from the first to the last operand
 */
public record Arithmetic(ValueExpression first, List<ArithmeticStep> rest, Span span)
    implements ValueExpression {

  /** Copies the list and checks that the operations are of one precedence. */
  public Arithmetic {
    rest = List.copyOf(rest);
    if (rest.isEmpty()) {
      throw new IllegalArgumentException("an arithmetic operation has at least two operands");
    }
    boolean additive = rest.get(0).operator().isAdditive();
    if (rest.stream().anyMatch(step -> step.operator().isAdditive() != additive)) {
      throw new IllegalArgumentException("a sum and a product do not mix in one chain");
    }
  }

  /** Whether it is a sum; otherwise it is a product. */
  public boolean isAdditive() {
    return rest.get(0).operator().isAdditive();
  }

  @Override
  public <R> R accept(ValueVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
