// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables.parquet;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Lists of one kind of element, which become arrays. */
final class ListType {

  private ListType() {}

  /**
   * The type for lists.
   *
   * @param element the element's type as DuckDB names it
   * @return null where no column of an archive can hold such lists
   */
  static @Nullable CellType of(String element) {
    return switch (element) {
      case "BOOLEAN" -> plain(boolean[].class, null);
      case "TINYINT", "SMALLINT" -> plain(short[].class, null);
      case "UTINYINT" ->
          new CellType(
              short[].class, null, true, (row, c) -> array(row, c, short.class, null), null);
      case "USMALLINT", "INTEGER" -> plain(int[].class, null);
      case "UINTEGER", "BIGINT", "UBIGINT" -> plain(long[].class, null);
      case "FLOAT" -> plain(float[].class, Float.NaN);
      case "DOUBLE" -> plain(double[].class, Double.NaN);
      case "VARCHAR", "UUID", "DATE" -> CellType.plain(String[].class, ListType::texts);
      default -> element.startsWith("DECIMAL(") ? plain(double[].class, Double.NaN) : null;
    };
  }

  private static CellType plain(Class<?> arrays, @Nullable Object blank) {
    Class<?> element = arrays.getComponentType();
    return CellType.plain(arrays, (row, c) -> array(row, c, element, blank));
  }

  private static @Nullable Object array(
      ResultSet row, int column, Class<?> element, @Nullable Object blank)
      throws SQLException, UnfitCellException {
    Object[] list = list(row, column);
    if (list == null) {
      return null;
    }
    Object array = java.lang.reflect.Array.newInstance(element, list.length);
    for (int i = 0; i < list.length; i++) {
      Object value = list[i] == null ? blank : list[i];
      if (value == null) {
        throw new UnfitCellException(
            "column "
                + row.getMetaData().getColumnName(column)
                + " has a list with a NULL in it, which an array of "
                + element.getSimpleName()
                + " cannot hold; make it a list of doubles, whose NaN can");
      }
      java.lang.reflect.Array.set(array, i, boxed(value, element));
    }
    return array;
  }

  private static Object boxed(Object value, Class<?> element) throws UnfitCellException {
    if (!(value instanceof Number number)) {
      return value;
    }
    if (element == short.class) {
      return number.shortValue();
    }
    if (element == int.class) {
      return number.intValue();
    }
    if (element == float.class) {
      return number.floatValue();
    }
    if (element == double.class) {
      return number.doubleValue();
    }
    try {
      return new BigDecimal(number.toString()).longValueExact();
    } catch (ArithmeticException e) {
      throw new UnfitCellException(
          "a list holds " + number + ", which is beyond whole numbers of 64 bits with sign");
    }
  }

  private static @Nullable Object texts(ResultSet row, int column) throws SQLException {
    Object[] list = list(row, column);
    if (list == null) {
      return null;
    }
    @Nullable String[] texts = new String[list.length];
    for (int i = 0; i < list.length; i++) {
      texts[i] = CellType.text(list[i]);
    }
    return texts;
  }

  private static @Nullable Object @Nullable [] list(ResultSet row, int column) throws SQLException {
    Array array = row.getArray(column);
    return array == null ? null : (Object[]) array.getArray();
  }
}
