// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.binary;

import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.ColumnVector;
import org.nasmyth.api.metadata.Datatype;

/**
 * Several numbers or truth values in each cell. A cell of fixed length is filled up with missing
 * elements where the value is shorter, and cut where it is longer, since its length is a promise.
 */
final class ArrayColumn extends BinaryColumn {

  private static final int PREFIX = Integer.BYTES;

  private final Declaration declaration;
  private final int width;
  private final long missing;
  private @Nullable Object[] values = new Object[0];

  ArrayColumn(Declaration declaration) {
    this.declaration = declaration;
    this.width = bytesOf(declaration.datatype());
    this.missing = declaration.magic() == null ? 0 : declaration.magic();
  }

  /** The bytes of one element. */
  static int bytesOf(Datatype datatype) {
    return switch (datatype) {
      case BOOLEAN, UNSIGNED_BYTE, CHAR -> Byte.BYTES;
      case SHORT, UNICODE_CHAR -> Short.BYTES;
      case INT -> Integer.BYTES;
      case LONG -> Long.BYTES;
      case FLOAT -> Float.BYTES;
      case DOUBLE -> Double.BYTES;
    };
  }

  @Override
  void measure(ColumnVector column, int from, int count, int[] lengths) {
    if (values.length < count) {
      values = new Object[count];
    }
    for (int i = 0; i < count; i++) {
      values[i] = column.isNull(from + i) ? null : column.getArray(from + i);
      lengths[i] +=
          declaration.isVariable()
              ? PREFIX + elements(values[i]) * width
              : declaration.length() * width;
    }
  }

  @Override
  void place(ColumnVector column, int from, int count, byte[] target, int[] at) {
    for (int i = 0; i < count; i++) {
      int present = elements(values[i]);
      int length = declaration.length();
      if (declaration.isVariable()) {
        length = present;
        BigEndian.put(length, target, at[i]);
        at[i] += PREFIX;
      }
      Object value = values[i];
      for (int k = 0; k < length; k++) {
        if (value != null && k < present) {
          placeElement(value, k, target, at[i]);
        } else {
          placeMissing(target, at[i]);
        }
        at[i] += width;
      }
      values[i] = null;
    }
  }

  private static int elements(@Nullable Object value) {
    return value == null ? 0 : Array.getLength(value);
  }

  private void placeElement(Object value, int index, byte[] target, int at) {
    switch (declaration.datatype()) {
      case BOOLEAN -> target[at] = (byte) (((boolean[]) value)[index] ? 'T' : 'F');
      case UNSIGNED_BYTE -> target[at] = (byte) ((short[]) value)[index];
      case SHORT -> BigEndian.put(((short[]) value)[index], target, at);
      case INT -> BigEndian.put(((int[]) value)[index], target, at);
      case LONG -> BigEndian.put(((long[]) value)[index], target, at);
      case FLOAT -> BigEndian.put(((float[]) value)[index], target, at);
      case DOUBLE -> BigEndian.put(((double[]) value)[index], target, at);
      case CHAR, UNICODE_CHAR -> throw new IllegalStateException("characters are no array here");
    }
  }

  private void placeMissing(byte[] target, int at) {
    switch (declaration.datatype()) {
      case BOOLEAN -> target[at] = ScalarColumn.UNKNOWN;
      case UNSIGNED_BYTE -> target[at] = (byte) missing;
      case SHORT -> BigEndian.put((short) missing, target, at);
      case INT -> BigEndian.put((int) missing, target, at);
      case LONG -> BigEndian.put(missing, target, at);
      case FLOAT -> BigEndian.put(Float.NaN, target, at);
      case DOUBLE -> BigEndian.put(Double.NaN, target, at);
      case CHAR, UNICODE_CHAR -> throw new IllegalStateException("characters are no array here");
    }
  }
}
