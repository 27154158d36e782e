// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.lang.reflect.Array;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.sql.LoadedValue;
import org.nasmyth.sql.StorageType;
import org.nasmyth.sql.TimestampText;
import org.nasmyth.sql.UnfitValueException;

/**
 * Writes the values of one column in COPY's text format. A number may be of a narrower type than
 * the column's.
 */
interface CopyValue {

  /** Adds a value that is not null. */
  void append(Object value, StringBuilder out) throws UnfitValueException;

  /** The writer for a column. */
  static CopyValue of(ValueType type) {
    LoadedValue loaded = new LoadedValue(type);
    return switch (StorageType.of(type)) {
      case BOOLEAN -> (value, out) -> out.append(loaded.as(Boolean.class, value) ? 't' : 'f');
      case SHORT ->
          type.datatype() == Datatype.UNSIGNED_BYTE
              ? (value, out) -> out.append(loaded.whole(value, 0, 255))
              : (value, out) -> out.append(loaded.whole(value, Short.MIN_VALUE, Short.MAX_VALUE));
      case INT ->
          (value, out) -> out.append(loaded.whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
      case LONG -> (value, out) -> out.append(loaded.whole(value, Long.MIN_VALUE, Long.MAX_VALUE));
      case FLOAT -> (value, out) -> out.append(loaded.single(value));
      case DOUBLE -> (value, out) -> out.append(loaded.as(Number.class, value).doubleValue());
      case TEXT -> (value, out) -> appendText(loaded.as(String.class, value), out);
      case TIMESTAMP -> (value, out) -> out.append(TimestampText.ofMicros(loaded.micros(value)));
      case ARRAY -> (value, out) -> appendArray(value, loaded, out);
    };
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

  private static void appendArray(Object value, LoadedValue loaded, StringBuilder out)
      throws UnfitValueException {
    loaded.checkArray(value);
    int length = Array.getLength(value);
    for (int i = 0; i < length; i++) {
      out.append(i == 0 ? '{' : ',').append(Array.get(value, i));
    }
    out.append(length == 0 ? "{}" : "}");
  }
}
