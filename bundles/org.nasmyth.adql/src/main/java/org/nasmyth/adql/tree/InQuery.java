// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * A test whether a value is among the rows of a sub-query.
 *
 * @param operand the value tested
 * @param negated whether NOT stands before IN
 * @param query the sub-query
 * @param span from the value to the closing parenthesis
 */
public record InQuery(ValueExpression operand, boolean negated, Query query, Span span)
    implements Condition {

  @Override
  public <R> R accept(ConditionVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
