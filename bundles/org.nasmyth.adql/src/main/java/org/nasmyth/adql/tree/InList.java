// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

import java.util.List;

/**
 * A test whether a value is one of a list.
 *
 * @param operand the value tested
 * @param negated whether NOT stands before IN
 * @param values the list, at least one value
 * @param span from the value to the closing parenthesis
 */
public record InList(
    ValueExpression operand, boolean negated, List<ValueExpression> values, Span span)
    implements Condition {

  /** Copies the list and checks that it has a value. */
  public InList {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("IN has at least one value");
    }
  }

  @Override
  public <R> R accept(ConditionVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
