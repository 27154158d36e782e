// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

import java.util.List;

/**
 * Conditions joined by AND.
 *
 * @param operands the conditions in their order, two or more
 * @param span from the first to the last of them
 */
public record Conjunction(List<Condition> operands, Span span) implements Condition {

  /** Copies the list and checks its length. */
  public Conjunction {
    operands = List.copyOf(operands);
    if (operands.size() < 2) {
      throw new IllegalArgumentException("AND joins at least two conditions");
    }
  }

  @Override
  public <R> R accept(ConditionVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
