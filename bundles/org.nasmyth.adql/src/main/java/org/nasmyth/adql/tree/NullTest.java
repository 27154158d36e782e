// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * IS NULL or IS NOT NULL.
 *
 * @param operand the value tested; a column by the standard, any value with the extension for it
 * @param negated whether it is IS NOT NULL
 * @param span from the value to NULL
 */
public record NullTest(ValueExpression operand, boolean negated, Span span) implements Condition {

  @Override
  public <R> R accept(ConditionVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
