// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * A comparison of two values.
 *
 * @param left the left value
 * @param operator the operator
 * @param right the right value
 * @param span from the left to the right value
 */
public record Comparison(ValueExpression left, Operator operator, ValueExpression right, Span span)
    implements Condition {

  /** The comparison operators ({@code comp_op}). */
  public enum Operator {
    /** {@code =}. */
    EQUAL("="),
    /** {@code <>}, or {@code !=}. */
    NOT_EQUAL("<>"),
    /** {@code <}. */
    LESS("<"),
    /** {@code >}. */
    GREATER(">"),
    /** {@code <=}. */
    LESS_OR_EQUAL("<="),
    /** {@code >=}. */
    GREATER_OR_EQUAL(">=");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    /** The operator as ADQL writes it. */
    public String symbol() {
      return symbol;
    }
  }

  @Override
  public <R> R accept(ConditionVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
