// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.lang.reflect.Array;
import java.sql.SQLException;
import java.util.StringJoiner;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.ValueType;

/**
 * Arrays where the SQL of a plugin meets them. It sees DuckDB's lists, not {@link ArrayText}. Both
 * ways lead over the text of a list, because DuckDB's Java functions know no lists.
 */
final class ArrayFunctions {

  private static final String LIST_TEXT = "nasmyth_list_text_";
  private static final String OF_LIST_TEXT = "nasmyth_of_list_text_";

  private ArrayFunctions() {}

  /** Makes them known to a database. */
  static void registerAll(DuckDBConnection connection) throws SQLException {
    for (Datatype datatype : Datatype.values()) {
      if (!datatype.isCharacter()) {
        register(
            connection, LIST_TEXT + datatype, text -> listText(ArrayText.decode(text, datatype)));
        register(
            connection,
            OF_LIST_TEXT + datatype,
            text -> ArrayText.encode(elements(text, datatype), datatype));
      }
    }
  }

  /** A value as a template takes it: an array as a list, any other value as it is. */
  static String asList(String sql, ValueType type) {
    return type.isArray()
        ? "CAST(" + LIST_TEXT + type.datatype() + "(" + sql + ") AS " + listType(type) + ")"
        : sql;
  }

  /** What a template has made as a value of its type. */
  static String ofList(String sql, ValueType type) {
    return type.isArray()
        ? OF_LIST_TEXT
            + type.datatype()
            + "(CAST(CAST("
            + sql
            + " AS "
            + listType(type)
            + ") AS VARCHAR))"
        : sql;
  }

  private static String listType(ValueType array) {
    ValueType element = new ValueType(array.datatype(), null, null);
    return TypeNames.sql(element) + "[]";
  }

  private static String listText(Object array) {
    StringJoiner text = new StringJoiner(", ", "[", "]");
    for (int i = 0; i < Array.getLength(array); i++) {
      text.add(String.valueOf(Array.get(array, i)));
    }
    return text.toString();
  }

  private static Object elements(String list, Datatype datatype) {
    String inner = list.substring(1, list.length() - 1);
    String[] words = inner.isBlank() ? new String[0] : inner.split(",", -1);
    Object array = Array.newInstance(elementClass(datatype), words.length);
    for (int i = 0; i < words.length; i++) {
      Array.set(array, i, element(words[i].strip(), datatype));
    }
    return array;
  }

  private static Class<?> elementClass(Datatype datatype) {
    return switch (datatype) {
      case BOOLEAN -> boolean.class;
      case UNSIGNED_BYTE, SHORT -> short.class;
      case INT -> int.class;
      case LONG -> long.class;
      case FLOAT -> float.class;
      case DOUBLE -> double.class;
      case CHAR, UNICODE_CHAR -> throw new IllegalArgumentException("Text is no array.");
    };
  }

  private static Object element(String word, Datatype datatype) {
    if (word.equals("NULL")) {
      throw new UserFault(
          "An array cannot be delivered that has elements which are NULL.",
          new IllegalArgumentException(word));
    }
    return switch (datatype) {
      case BOOLEAN -> Boolean.valueOf(word);
      case UNSIGNED_BYTE, SHORT -> Short.valueOf(word);
      case INT -> Integer.valueOf(word);
      case LONG -> Long.valueOf(word);
      case FLOAT -> (float) real(word);
      case DOUBLE -> real(word);
      case CHAR, UNICODE_CHAR -> throw new IllegalArgumentException("Text is no array.");
    };
  }

  private static double real(String word) {
    return switch (word) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(word);
    };
  }

  private interface Conversion {
    String of(String text);
  }

  private static void register(DuckDBConnection connection, String name, Conversion conversion)
      throws SQLException {
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      builder
          .withName(name)
          .withParameters(DuckDBColumnType.VARCHAR)
          .withReturnType(DuckDBColumnType.VARCHAR)
          .withVectorizedFunction(
              (in, out) -> {
                DuckDBReadableVector texts = in.vector(0);
                for (long row = 0; row < in.rowCount(); row++) {
                  if (texts.isNull(row)) {
                    out.setNull(row);
                  } else {
                    out.setString(row, conversion.of(texts.getString(row)));
                  }
                }
              })
          .register(connection);
    }
  }
}
