// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.mapping;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.ValueType;

/** Brings values into the types of columns. */
final class FittedValue {

  private FittedValue() {}

  /**
   * A value as a column takes it.
   *
   * @param value a String, Number or Boolean
   * @return null if it is empty or not a finite number
   * @throws IllegalArgumentException if it does not fit, saying why
   */
  static @Nullable Object of(Object value, Column column) {
    ValueType type = column.type();
    if (value instanceof String text && text.isBlank()) {
      return null;
    }
    if (type.isTimestamp()) {
      return instant(value);
    }
    if (type.isString()) {
      return value instanceof Boolean flag ? (flag ? "T" : "F") : plain(value);
    }
    if (type.isBoolean()) {
      return flag(value);
    }
    if (type.isNumeric()) {
      return number(value, type.datatype());
    }
    if (type.isArray() && type.datatype() == Datatype.DOUBLE) {
      return numbers(value.toString());
    }
    throw new IllegalArgumentException("the column is of type " + type + ", which no rule fills");
  }

  private static String plain(Object value) {
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString().strip();
  }

  private static String instant(Object value) {
    try {
      return Instants.write(Instants.read(value.toString()));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + value + "' is no instant", e);
    }
  }

  private static Object flag(Object value) {
    if (value instanceof Boolean) {
      return value;
    }
    throw new IllegalArgumentException("'" + value + "' is neither true nor false");
  }

  /** Numbers with blanks between them, as DALI writes arrays (DALI 1.1, section 3.3.2). */
  private static double[] numbers(String text) {
    try {
      return Arrays.stream(text.strip().split("\\s+")).mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' holds something that is no number", e);
    }
  }

  private static @Nullable Object number(Object value, Datatype datatype) {
    BigDecimal number;
    if (value instanceof Boolean flag) {
      number = flag ? BigDecimal.ONE : BigDecimal.ZERO;
    } else if (value instanceof Double real && !Double.isFinite(real)) {
      return null;
    } else {
      try {
        number = new BigDecimal(value.toString().strip());
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("'" + value + "' is no number", e);
      }
    }
    return switch (datatype) {
      case SHORT -> (short) whole(number, Short.MIN_VALUE, Short.MAX_VALUE);
      case UNSIGNED_BYTE -> (short) whole(number, 0, 255);
      case INT -> (int) whole(number, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> whole(number, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT -> finite(number.floatValue(), value);
      default -> number.doubleValue();
    };
  }

  private static long whole(BigDecimal number, long low, long high) {
    try {
      long whole = number.longValueExact();
      if (whole >= low && whole <= high) {
        return whole;
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("'" + number + "' is no whole number", e);
    }
    throw new IllegalArgumentException("'" + number + "' is too large");
  }

  private static float finite(float single, Object value) {
    if (Float.isInfinite(single)) {
      throw new IllegalArgumentException("'" + value + "' is too large");
    }
    return single;
  }
}
