// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * One operation of an {@link Arithmetic} chain.
 *
 * @param operator what is done with all that stands left of it
 * @param operand the right operand
 * @param span from the operator to the end of the operand
 */
public record ArithmeticStep(Operator operator, ValueExpression operand, Span span)
    implements Node {

  /** The arithmetic operators. */
  public enum Operator {
    /** Addition. */
    PLUS("+"),
    /** Subtraction. */
    MINUS("-"),
    /** Multiplication. */
    TIMES("*"),
    /** Division. */
    DIVIDED_BY("/");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    /** The operator as ADQL writes it. */
    public String symbol() {
      return symbol;
    }

    /**
     * Whether it is {@code +} or {@code -}, which bind less tightly than {@code *} and {@code /}.
     */
    public boolean isAdditive() {
      return this == PLUS || this == MINUS;
    }
  }
}
