// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.bytes;

import java.io.IOException;
import java.util.List;
import org.nasmyth.api.database.ColumnVector;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;

/** Writes one value of a column as text. */
@FunctionalInterface
interface Cell {

  /** Writes a row's value, which may be NULL. */
  void write(ColumnVector column, int row, ByteOutput out) throws IOException;

  /** The cells of a row, in order. */
  static Cell[] of(List<Field> fields, CellStyle style) {
    return fields.stream().map(field -> of(field.type(), style)).toArray(Cell[]::new);
  }

  private static Cell of(ValueType type, CellStyle style) {
    Cell known = type.isArray() ? arrayCell(style) : scalarCell(type, style);
    return (column, row, out) -> {
      if (column.isNull(row)) {
        style.missing(out);
      } else {
        known.write(column, row, out);
      }
    };
  }

  private static Cell scalarCell(ValueType type, CellStyle style) {
    return switch (type.datatype()) {
      case BOOLEAN -> (column, row, out) -> style.truth(column.getBoolean(row), out);
      case UNSIGNED_BYTE, SHORT -> (column, row, out) -> out.integer(column.getShort(row));
      case INT -> (column, row, out) -> out.integer(column.getInt(row));
      case LONG -> (column, row, out) -> out.integer(column.getLong(row));
      case FLOAT -> (column, row, out) -> number(column.getFloat(row), style, out);
      case DOUBLE -> (column, row, out) -> number(column.getDouble(row), style, out);
      case CHAR, UNICODE_CHAR -> (column, row, out) -> style.text(column.getString(row), out);
    };
  }

  private static Cell arrayCell(CellStyle style) {
    return (column, row, out) -> array(column.getArray(row), style, out);
  }

  private static void array(Object array, CellStyle style, ByteOutput out) throws IOException {
    CellStyle element = style.elements();
    style.beginArray(out);
    if (array instanceof double[] numbers) {
      for (int i = 0; i < numbers.length; i++) {
        separate(i, style, out);
        number(numbers[i], element, out);
      }
    } else if (array instanceof float[] numbers) {
      for (int i = 0; i < numbers.length; i++) {
        separate(i, style, out);
        number(numbers[i], element, out);
      }
    } else if (array instanceof long[] numbers) {
      for (int i = 0; i < numbers.length; i++) {
        separate(i, style, out);
        out.integer(numbers[i]);
      }
    } else if (array instanceof int[] numbers) {
      for (int i = 0; i < numbers.length; i++) {
        separate(i, style, out);
        out.integer(numbers[i]);
      }
    } else if (array instanceof short[] numbers) {
      for (int i = 0; i < numbers.length; i++) {
        separate(i, style, out);
        out.integer(numbers[i]);
      }
    } else {
      boolean[] truths = (boolean[]) array;
      for (int i = 0; i < truths.length; i++) {
        separate(i, style, out);
        element.truth(truths[i], out);
      }
    }
    style.endArray(out);
  }

  private static void separate(int index, CellStyle style, ByteOutput out) throws IOException {
    if (index > 0) {
      style.nextElement(out);
    }
  }

  private static void number(double value, CellStyle style, ByteOutput out) throws IOException {
    if (Double.isNaN(value)) {
      style.notANumber(out);
    } else if (Double.isInfinite(value)) {
      style.infinity(value < 0, out);
    } else {
      out.decimal(value);
    }
  }

  private static void number(float value, CellStyle style, ByteOutput out) throws IOException {
    if (Float.isNaN(value)) {
      style.notANumber(out);
    } else if (Float.isInfinite(value)) {
      style.infinity(value < 0, out);
    } else {
      out.decimal(value);
    }
  }
}
