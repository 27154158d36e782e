// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.tables;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.sample.observe.Lines;

/**
 * The columns of a table, read from this bundle's {@code columns} folder.
 *
 * @param columns in the order in which {@code SELECT *} delivers them
 */
record Sheet(List<Column> columns) {

  static Sheet read(String name) {
    return new Sheet(Lines.read("columns/" + name + ".txt").stream().map(Sheet::column).toList());
  }

  /** The row that a source makes of a thing, each value in its column's type. */
  <T> List<@Nullable Object> row(T thing, ColumnSource<T> source) {
    List<@Nullable Object> row = new ArrayList<>(columns.size());
    for (Column column : columns) {
      row.add(fit(source.value(thing, column.name()), column));
    }
    return row;
  }

  private static @Nullable Object fit(@Nullable Object value, Column column) {
    if (value instanceof Number number) {
      return switch (column.type().datatype()) {
        case SHORT, UNSIGNED_BYTE ->
            narrow(number, Short.MIN_VALUE, Short.MAX_VALUE, column).shortValue();
        case INT -> narrow(number, Integer.MIN_VALUE, Integer.MAX_VALUE, column).intValue();
        case LONG -> number.longValue();
        case FLOAT -> number.floatValue();
        case DOUBLE -> number.doubleValue();
        default -> throw misfit(value, column);
      };
    }
    boolean fits =
        value == null
            || (value instanceof String && column.type().isString())
            || (value instanceof Boolean && column.type().isBoolean())
            || (value instanceof double[] && column.type().isArray());
    if (!fits) {
      throw misfit(value, column);
    }
    return value;
  }

  private static Number narrow(Number number, long low, long high, Column column) {
    if (number.longValue() < low || number.longValue() > high) {
      throw misfit(number, column);
    }
    return number;
  }

  private static IllegalArgumentException misfit(@Nullable Object value, Column column) {
    return new IllegalArgumentException(
        "Column " + column.name() + " of type " + column.type() + " cannot hold " + value);
  }

  private static Column column(String[] f) {
    Field field =
        new Field(f[0], type(f[1], orNull(f[3])), orNull(f[2]), orNull(f[4]), orNull(f[5]), f[7]);
    return new Column(field, f[6].contains("p"), f[6].contains("i"), f[6].contains("s"));
  }

  private static ValueType type(String text, @Nullable String xtype) {
    int open = text.indexOf('(');
    String word = open < 0 ? text : text.substring(0, open);
    Datatype datatype =
        Datatype.parse(word)
            .orElseThrow(() -> new IllegalArgumentException("Unknown datatype " + text));
    String size = open < 0 ? null : text.substring(open + 1, text.length() - 1);
    if (size == null && datatype.isCharacter()) {
      size = "*";
    }
    return new ValueType(datatype, size, xtype);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
