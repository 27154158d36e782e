// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.parquet;

import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;

/** How a column is declared in Parquet's schema: each value may be missing, an array is a list. */
final class ColumnType {

  /** The depth of an element of an array: the column, its list, the element. */
  static final int LIST_ELEMENTS = 3;

  private static final int OPTIONAL = 1;
  private static final int REPEATED = 2;
  private static final int REQUIRED = 0;

  private static final int UTF8 = 0;
  private static final int LIST = 3;
  private static final int UINT_8 = 11;
  private static final int INT_16 = 16;

  /** A node of the schema, which is a tree written in depth-first order. */
  private record Node(
      String name, int repetition, @Nullable ValueType type, int children, boolean isList) {}

  private ColumnType() {}

  /** How many nodes a column has. */
  static int nodes(ValueType type) {
    return type.isArray() ? LIST_ELEMENTS : 1;
  }

  /** Describes a node of a column, counted from 0. */
  static void write(Field field, int node, Thrift thrift) {
    boolean array = field.type().isArray();
    write(
        switch (node) {
          case 0 ->
              new Node(field.name(), OPTIONAL, array ? null : field.type(), array ? 1 : 0, array);
          case 1 -> new Node("list", REPEATED, null, 1, false);
          default -> new Node("element", REQUIRED, field.type(), 0, false);
        },
        thrift);
  }

  private static void write(Node node, Thrift thrift) {
    if (node.type != null) {
      thrift.integer(1, physical(node.type));
    }
    thrift.integer(3, node.repetition).text(4, node.name);
    if (node.children > 0) {
      thrift.integer(5, node.children);
    }
    if (node.isList) {
      thrift.integer(6, LIST).struct(10, logical -> logical.struct(3, list -> {}));
    } else if (node.type != null) {
      meaning(node.type, thrift);
    }
  }

  /** The physical type of a value or, of an array, of its elements. */
  static int physical(ValueType type) {
    return switch (type.datatype()) {
      case BOOLEAN -> 0;
      case UNSIGNED_BYTE, SHORT, INT -> 1;
      case LONG -> 2;
      case FLOAT -> 4;
      case DOUBLE -> 5;
      case CHAR, UNICODE_CHAR -> 6;
    };
  }

  private static void meaning(ValueType type, Thrift thrift) {
    switch (type.datatype()) {
      case CHAR, UNICODE_CHAR ->
          thrift.integer(6, UTF8).struct(10, logical -> logical.struct(1, string -> {}));
      case UNSIGNED_BYTE -> wholeNumber(UINT_8, Byte.SIZE, false, thrift);
      case SHORT -> wholeNumber(INT_16, Short.SIZE, true, thrift);
      case BOOLEAN, INT, LONG, FLOAT, DOUBLE -> {
        // The physical type says it all.
      }
    }
  }

  private static void wholeNumber(int converted, int bits, boolean signed, Thrift thrift) {
    thrift
        .integer(6, converted)
        .struct(
            10, logical -> logical.struct(10, number -> number.octet(1, bits).truth(2, signed)));
  }
}
