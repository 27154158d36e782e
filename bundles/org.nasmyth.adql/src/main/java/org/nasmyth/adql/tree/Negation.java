// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * NOT before a condition. The NOT of {@code NOT IN}, {@code NOT LIKE}, {@code NOT BETWEEN} and
 * {@code IS NOT NULL} is a flag of those.
 *
 * @param operand the condition that is negated
 * @param span from NOT to the end of the condition
 */
public record Negation(Condition operand, Span span) implements Condition {

  @Override
  public <R> R accept(ConditionVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
