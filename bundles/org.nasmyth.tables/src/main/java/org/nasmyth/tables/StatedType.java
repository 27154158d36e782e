// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.ValueType;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.Tables;
import uk.ac.starlink.votable.VOStarTable;

/** Types of columns in files that state them. */
final class StatedType {

  private StatedType() {}

  /** The type of a column and how its values are converted. */
  static Conversion of(ColumnInfo info) {
    Conversion stated = stated(info);
    ValueType type = stated.type();
    return fits(type)
        ? stated
        : stated.as(type.withXtype(null), "is no " + type.xtype() + ", whatever the file says");
  }

  /** Whether values can be what an xtype of ours says; others are only handed on. */
  private static boolean fits(ValueType type) {
    boolean real =
        type.isArray() && (type.datatype() == Datatype.DOUBLE || type.datatype() == Datatype.FLOAT);
    if (type.isTimestamp()) {
      return type.isString();
    }
    ValueType.Shape shape = type.shape();
    return shape == null
        || type.isString()
        || switch (shape) {
          case POINT -> real && "2".equals(type.arraysize());
          case CIRCLE -> real && "3".equals(type.arraysize());
          case POLYGON -> real;
          case REGION -> false;
        };
  }

  private static Conversion stated(ColumnInfo info) {
    Class<?> kind = info.getContentClass();
    String xtype = blankToNull(info.getXtype());
    boolean unsigned = Boolean.TRUE.equals(flag(info));
    if (kind.isArray()) {
      return array(info, kind, xtype, unsigned);
    }
    if (kind == Boolean.class) {
      return new Conversion(new ValueType(Datatype.BOOLEAN, null, xtype), cell -> cell, null);
    }
    if (kind == Byte.class || kind == Short.class) {
      Datatype datatype = unsigned ? Datatype.UNSIGNED_BYTE : Datatype.SHORT;
      return new Conversion(
          new ValueType(datatype, null, xtype),
          cell -> cell == null ? null : (Object) ((Number) cell).shortValue(),
          null);
    }
    if (kind == Integer.class) {
      return new Conversion(new ValueType(Datatype.INT, null, xtype), cell -> cell, null);
    }
    if (kind == Long.class) {
      return new Conversion(new ValueType(Datatype.LONG, null, xtype), cell -> cell, null);
    }
    if (kind == Float.class) {
      // STIL reads a blank as NaN.
      return new Conversion(
          new ValueType(Datatype.FLOAT, null, xtype),
          cell -> cell instanceof Float number && !number.isNaN() ? number : null,
          null);
    }
    if (kind == Double.class) {
      return new Conversion(
          new ValueType(Datatype.DOUBLE, null, xtype),
          cell -> cell instanceof Double number && !number.isNaN() ? number : null,
          null);
    }
    Datatype datatype =
        "unicodeChar".equals(datatype(info)) ? Datatype.UNICODE_CHAR : Datatype.CHAR;
    String remark =
        kind == String.class || kind == Character.class
            ? null
            : "values of type " + kind.getSimpleName() + " as text";
    String size = kind == Character.class ? null : "*";
    return new Conversion(
        new ValueType(datatype, size, xtype),
        cell -> cell == null || cell.toString().isEmpty() ? null : cell.toString(),
        remark);
  }

  private static Conversion array(
      ColumnInfo info, Class<?> kind, @Nullable String xtype, boolean unsigned) {
    Class<?> element = kind.getComponentType();
    Datatype datatype = datatype(element, unsigned);
    if (datatype == null) {
      return new Conversion(
          new ValueType(Datatype.CHAR, "*", xtype),
          cell -> cell == null ? null : joined(cell),
          "arrays of " + element.getSimpleName() + " as one text each");
    }
    ValueType type = new ValueType(datatype, shape(info.getShape()), xtype);
    return new Conversion(type, element == byte.class ? StatedType::shorts : cell -> cell, null);
  }

  private static @Nullable Datatype datatype(Class<?> element, boolean unsigned) {
    if (element == boolean.class) {
      return Datatype.BOOLEAN;
    }
    if (element == byte.class || element == short.class) {
      return unsigned ? Datatype.UNSIGNED_BYTE : Datatype.SHORT;
    }
    if (element == int.class) {
      return Datatype.INT;
    }
    if (element == long.class) {
      return Datatype.LONG;
    }
    if (element == float.class) {
      return Datatype.FLOAT;
    }
    return element == double.class ? Datatype.DOUBLE : null;
  }

  private static String shape(int @Nullable [] shape) {
    if (shape == null || shape.length == 0) {
      return "*";
    }
    return Arrays.stream(shape)
        .mapToObj(length -> length < 0 ? "*" : String.valueOf(length))
        .collect(Collectors.joining("x"));
  }

  private static @Nullable Object shorts(@Nullable Object cell) {
    if (cell == null) {
      return null;
    }
    byte[] bytes = (byte[]) cell;
    short[] wide = new short[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      wide[i] = bytes[i];
    }
    return wide;
  }

  private static String joined(Object array) {
    return IntStream.range(0, Array.getLength(array))
        .mapToObj(i -> quoted(Array.get(array, i)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String quoted(@Nullable Object element) {
    return element == null
        ? "null"
        : '"' + element.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static @Nullable Boolean flag(ColumnInfo info) {
    return info.getAuxDatumValue(Tables.UBYTE_FLAG_INFO, Boolean.class);
  }

  private static @Nullable String datatype(ColumnInfo info) {
    return info.getAuxDatumValue(VOStarTable.DATATYPE_INFO, String.class);
  }

  static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
