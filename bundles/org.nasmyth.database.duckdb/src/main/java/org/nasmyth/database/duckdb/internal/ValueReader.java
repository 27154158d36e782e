// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.regex.Pattern;
import org.duckdb.DuckDBAppender;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.ValueType;

/** Takes the values of one column in. A number may be of a narrower type than the column's. */
interface ValueReader {

  /** Adds a value that is not null. */
  void append(Object value, DuckDBAppender appender) throws SQLException, UnfitValueException;

  /** The reader for a column. */
  static ValueReader of(Column column) {
    ValueType type = column.type();
    return switch (StorageType.of(type)) {
      case BOOLEAN -> (value, appender) -> appender.append(as(Boolean.class, value, type));
      case SHORT ->
          type.datatype() == Datatype.UNSIGNED_BYTE
              ? (value, appender) -> appender.append((short) whole(value, 0, 255, type))
              : (value, appender) ->
                  appender.append((short) whole(value, Short.MIN_VALUE, Short.MAX_VALUE, type));
      case INT ->
          (value, appender) ->
              appender.append((int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE, type));
      case LONG ->
          (value, appender) -> appender.append(whole(value, Long.MIN_VALUE, Long.MAX_VALUE, type));
      case FLOAT -> (value, appender) -> appender.append(single(value, type));
      case DOUBLE ->
          (value, appender) -> appender.append(as(Number.class, value, type).doubleValue());
      case TEXT -> (value, appender) -> appender.append(as(String.class, value, type));
      case TIMESTAMP ->
          (value, appender) -> appender.appendEpochMicros(micros(as(String.class, value, type)));
      case ARRAY -> {
        int size = fixedSize(type);
        yield (value, appender) -> appender.append(array(value, type, size));
      }
    };
  }

  private static <T> T as(Class<T> wanted, Object value, ValueType type)
      throws UnfitValueException {
    if (!wanted.isInstance(value)) {
      throw unfit(value, type);
    }
    return wanted.cast(value);
  }

  private static long whole(Object value, long low, long high, ValueType type)
      throws UnfitValueException {
    if (value instanceof Double || value instanceof Float || !(value instanceof Number number)) {
      throw unfit(value, type);
    }
    long whole = number.longValue();
    if (whole < low || whole > high) {
      throw unfit(value, type);
    }
    return whole;
  }

  private static float single(Object value, ValueType type) throws UnfitValueException {
    Number number = as(Number.class, value, type);
    float single = number.floatValue();
    if (number instanceof Double wide && Float.isInfinite(single) && !Double.isInfinite(wide)) {
      throw unfit(value, type);
    }
    return single;
  }

  private static long micros(String text) throws UnfitValueException {
    try {
      return TimestampText.parseMicros(text);
    } catch (DateTimeException e) {
      throw new UnfitValueException(String.valueOf(e.getMessage()));
    }
  }

  private static String array(Object value, ValueType type, int size) throws UnfitValueException {
    if (!value.getClass().isArray()) {
      throw unfit(value, type);
    }
    int length = java.lang.reflect.Array.getLength(value);
    if (size >= 0 && length != size) {
      throw new UnfitValueException(
          "an array of " + length + " does not fit where arrays have " + size + " elements");
    }
    try {
      return ArrayText.encode(value, type.datatype());
    } catch (ClassCastException e) {
      throw unfit(value, type);
    }
  }

  /** The number of elements that every array of a column has; -1 where it is not fixed. */
  private static int fixedSize(ValueType type) {
    String size = type.arraysize();
    if (size == null || !Pattern.matches("\\d{1,6}(x\\d{1,6})?", size)) {
      return -1;
    }
    int product = 1;
    for (String factor : size.split("x", -1)) {
      product *= Integer.parseInt(factor);
    }
    return product;
  }

  private static UnfitValueException unfit(Object value, ValueType type) {
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
