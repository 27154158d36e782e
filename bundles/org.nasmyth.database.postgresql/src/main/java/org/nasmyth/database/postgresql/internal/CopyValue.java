// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.lang.reflect.Array;
import java.time.DateTimeException;
import java.util.regex.Pattern;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.ValueType;

/**
 * Writes the values of one column in COPY's text format. A number may be of a narrower type than
 * the column's.
 */
interface CopyValue {

  /** Adds a value that is not null. */
  void append(Object value, StringBuilder out) throws UnfitValueException;

  /** The writer for a column. */
  static CopyValue of(ValueType type) {
    return switch (StorageType.of(type)) {
      case BOOLEAN -> (value, out) -> out.append(as(Boolean.class, value, type) ? 't' : 'f');
      case SHORT ->
          type.datatype() == Datatype.UNSIGNED_BYTE
              ? (value, out) -> out.append(whole(value, 0, 255, type))
              : (value, out) -> out.append(whole(value, Short.MIN_VALUE, Short.MAX_VALUE, type));
      case INT ->
          (value, out) -> out.append(whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE, type));
      case LONG -> (value, out) -> out.append(whole(value, Long.MIN_VALUE, Long.MAX_VALUE, type));
      case FLOAT -> (value, out) -> out.append(single(value, type));
      case DOUBLE -> (value, out) -> out.append(as(Number.class, value, type).doubleValue());
      case TEXT -> (value, out) -> appendText(as(String.class, value, type), out);
      case TIMESTAMP -> (value, out) -> out.append(instant(as(String.class, value, type)));
      case ARRAY -> {
        int size = fixedSize(type);
        yield (value, out) -> appendArray(value, type, size, out);
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

  private static void appendText(String text, StringBuilder out) throws UnfitValueException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\0' ->
            throw new UnfitValueException("a text with the character U+0000 cannot be stored");
        case '\\' -> out.append("\\\\");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        default -> out.append(c);
      }
    }
  }

  private static String instant(String text) throws UnfitValueException {
    try {
      return TimestampText.ofMicros(TimestampText.parseMicros(text)).toString();
    } catch (DateTimeException e) {
      throw new UnfitValueException(String.valueOf(e.getMessage()));
    }
  }

  private static void appendArray(Object value, ValueType type, int size, StringBuilder out)
      throws UnfitValueException {
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
      throw unfit(value, type);
    }
    int length = Array.getLength(value);
    if (size >= 0 && length != size) {
      throw new UnfitValueException(
          "an array of " + length + " does not fit where arrays have " + size + " elements");
    }
    for (int i = 0; i < length; i++) {
      out.append(i == 0 ? '{' : ',').append(Array.get(value, i));
    }
    out.append(length == 0 ? "{}" : "}");
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
