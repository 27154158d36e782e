// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sql;

import org.jspecify.annotations.Nullable;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Expression.Comparison.Operator;

/**
 * A comparison that is true only for positions near each other.
 *
 * @param distance what is compared
 * @param limit what it is to stay below, or not to exceed
 */
public record DistanceLimit(Expression.Distance distance, Expression limit) {

  /** Reads a comparison either way round; null if it is no such thing. */
  public static @Nullable DistanceLimit of(Expression.Comparison comparison) {
    Operator operator = comparison.operator();
    if ((operator == Operator.LESS || operator == Operator.LESS_OR_EQUAL)
        && comparison.left() instanceof Expression.Distance distance) {
      return new DistanceLimit(distance, comparison.right());
    }
    if ((operator == Operator.GREATER || operator == Operator.GREATER_OR_EQUAL)
        && comparison.right() instanceof Expression.Distance distance) {
      return new DistanceLimit(distance, comparison.left());
    }
    return null;
  }

  /** The limit in degrees if it is the same for all rows; otherwise null. */
  public @Nullable Double constant() {
    return number(limit);
  }

  /**
   * The value of an expression that is a number whatever the row, such as {@code 2/3600.}; null for
   * any other.
   */
  public static @Nullable Double number(Expression expression) {
    if (expression instanceof Expression.Cast cast && cast.type().isNumeric()) {
      return number(cast.operand());
    }
    if (expression instanceof Expression.Arithmetic arithmetic) {
      Double left = number(arithmetic.left());
      Double right = number(arithmetic.right());
      boolean whole = arithmetic.type().datatype().isInteger();
      return left == null || right == null || whole ? null : computed(arithmetic, left, right);
    }
    if (expression instanceof Expression.Constant constant
        && constant.value() instanceof Number number) {
      return number.doubleValue();
    }
    return null;
  }

  private static @Nullable Double computed(
      Expression.Arithmetic arithmetic, double left, double right) {
    return switch (arithmetic.operator()) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> right == 0 ? null : Double.valueOf(left / right);
    };
  }
}
