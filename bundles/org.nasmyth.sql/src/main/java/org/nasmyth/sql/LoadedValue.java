// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sql;

import java.lang.reflect.Array;
import java.time.DateTimeException;
import java.util.regex.Pattern;
import org.nasmyth.api.metadata.ValueType;

/**
 * Checks of values on their way into a column ({@link org.nasmyth.api.database.TableLoad}). A
 * number may be of a narrower type than the column's. Immutable.
 *
 * @param type the column's type
 */
public record LoadedValue(ValueType type) {

  private static final Pattern FIXED_SIZE = Pattern.compile("\\d{1,6}(x\\d{1,6})?");

  /**
   * A value of a class.
   *
   * @throws UnfitValueException if it is of another
   */
  public <T> T as(Class<T> wanted, Object value) throws UnfitValueException {
    if (!wanted.isInstance(value)) {
      throw unfit(value);
    }
    return wanted.cast(value);
  }

  /**
   * A whole number.
   *
   * @throws UnfitValueException if it is none, or outside the limits
   */
  public long whole(Object value, long low, long high) throws UnfitValueException {
    if (value instanceof Double || value instanceof Float || !(value instanceof Number number)) {
      throw unfit(value);
    }
    long whole = number.longValue();
    if (whole < low || whole > high) {
      throw unfit(value);
    }
    return whole;
  }

  /**
   * A number of single precision.
   *
   * @throws UnfitValueException if it is none, or too large to be one
   */
  public float single(Object value) throws UnfitValueException {
    Number number = as(Number.class, value);
    float single = number.floatValue();
    if (number instanceof Double wide && Float.isInfinite(single) && !Double.isInfinite(wide)) {
      throw unfit(value);
    }
    return single;
  }

  /**
   * An instant that is written as DALI has it.
   *
   * @return microseconds since 1970 began, UTC
   * @throws UnfitValueException if it is none
   */
  public long micros(Object value) throws UnfitValueException {
    try {
      return TimestampText.parseMicros(as(String.class, value));
    } catch (DateTimeException e) {
      throw new UnfitValueException(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Checks that a value is a primitive array with as many elements as the column's type demands,
   * and of its elements' class.
   *
   * @throws UnfitValueException if it is not
   */
  public void checkArray(Object value) throws UnfitValueException {
    boolean fits =
        switch (type.datatype()) {
          case BOOLEAN -> value instanceof boolean[];
          case UNSIGNED_BYTE, SHORT -> value instanceof short[];
          case INT -> value instanceof int[];
          case LONG -> value instanceof long[];
          case FLOAT -> value instanceof float[];
          case DOUBLE -> value instanceof double[];
          case CHAR, UNICODE_CHAR -> false;
        };
    if (!fits) {
      throw unfit(value);
    }
    int length = Array.getLength(value);
    int size = fixedSize();
    if (size >= 0 && length != size) {
      throw new UnfitValueException(
          "an array of " + length + " does not fit where arrays have " + size + " elements");
    }
  }

  /** The number of elements that every array of the column has; -1 where it is not fixed. */
  private int fixedSize() {
    String size = type.arraysize();
    if (size == null || !FIXED_SIZE.matcher(size).matches()) {
      return -1;
    }
    int product = 1;
    for (String factor : size.split("x", -1)) {
      product *= Integer.parseInt(factor);
    }
    return product;
  }

  private UnfitValueException unfit(Object value) {
    String text = value.getClass().isArray() ? "an array" : "'" + value + "'";
    return new UnfitValueException(
        text
            + " ("
            + value.getClass().getSimpleName()
            + ") is no value of type "
            + type.datatype().votableName()
            + (type.arraysize() == null ? "" : "[" + type.arraysize() + "]"));
  }
}
