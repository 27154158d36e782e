// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Expression.Arithmetic;
import org.nasmyth.api.query.Expression.Arithmetic.Operator;
import org.nasmyth.api.query.Expression.Constant;

/**
 * Computes what does not depend on rows, so that {@code CIRCLE(10, -5, 30/3600.)} reaches the
 * database as one constant region.
 */
final class Folding {

  private Folding() {}

  /** Two numbers combined, at once if both are constant. */
  static Expression combine(Operator operator, Expression left, Expression right) {
    ValueType type = TypeRules.arithmetic(left.type(), right.type());
    if (left instanceof Constant a && right instanceof Constant b) {
      Object x = a.value();
      Object y = b.value();
      if (x instanceof Long m && y instanceof Long n) {
        Constant whole = wholeNumber(operator, m, n);
        if (whole != null) {
          return whole;
        }
      } else if (x instanceof Number m && y instanceof Number n) {
        return real(operator, m.doubleValue(), n.doubleValue());
      }
    }
    return new Arithmetic(operator, left, right, type);
  }

  private static @Nullable Constant wholeNumber(Operator operator, long a, long b) {
    if (operator == Operator.DIVIDE && (b == 0 || (a == Long.MIN_VALUE && b == -1))) {
      return b == 0 ? new Constant(null, ValueType.INT) : null;
    }
    try {
      return whole(
          switch (operator) {
            case ADD -> Math.addExact(a, b);
            case SUBTRACT -> Math.subtractExact(a, b);
            case MULTIPLY -> Math.multiplyExact(a, b);
            case DIVIDE -> a / b;
          });
    } catch (ArithmeticException overflow) {
      // The database says so if the row is ever reached.
      return null;
    }
  }

  private static Constant whole(long value) {
    return new Constant(value, value == (int) value ? ValueType.INT : ValueType.LONG);
  }

  private static Constant real(Operator operator, double a, double b) {
    double value =
        switch (operator) {
          case ADD -> a + b;
          case SUBTRACT -> a - b;
          case MULTIPLY -> a * b;
          case DIVIDE -> b == 0 ? Double.NaN : a / b;
        };
    return new Constant(Double.isFinite(value) ? value : null, ValueType.DOUBLE);
  }

  /** A number with the other sign, at once if it is constant. */
  static Expression negate(Expression operand) {
    if (operand instanceof Constant constant) {
      Object value = constant.value();
      if (value instanceof Long number && number != Long.MIN_VALUE) {
        return whole(-number);
      }
      if (value instanceof Double number) {
        return new Constant(-number, operand.type());
      }
      if (value == null) {
        return new Constant(null, ValueType.INT);
      }
    }
    return new Expression.Negation(operand);
  }

  /** The value of a constant number; empty for anything else. */
  static OptionalDouble number(Expression value) {
    return value instanceof Constant constant && constant.value() instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }
}
