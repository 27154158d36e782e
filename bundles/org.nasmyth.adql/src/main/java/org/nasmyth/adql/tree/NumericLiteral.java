// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

import java.math.BigDecimal;

/**
 * A number without a sign ({@code unsigned_numeric_literal}).
 *
 * @param text the number as written, e.g. {@code 12}, {@code 1.}, {@code .5} or {@code 2.5E-3}
 * @param span the number
 */
public record NumericLiteral(String text, Span span) implements ValueExpression {

  /** Whether it is written with digits only, without period and exponent. */
  public boolean isInteger() {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Whether it is written with an exponent ({@code approximate_numeric_literal}). */
  public boolean isApproximate() {
    return text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
  }

  /**
   * The exact value.
   *
   * @throws NumberFormatException if the text is not a number of ADQL or its exponent is beyond any
   *     number
   */
  public BigDecimal value() {
    return new BigDecimal(text);
  }

  @Override
  public <R> R accept(ValueVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
