// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.binary;

import org.nasmyth.api.database.ColumnVector;

/** One number or truth value in each cell. One plain loop for each datatype keeps them fast. */
final class ScalarColumn extends BinaryColumn {

  /** What stands for a missing truth value (VOTable 1.4, section 6). */
  static final byte UNKNOWN = '?';

  private final Declaration declaration;
  private final int width;
  private final long missing;

  ScalarColumn(Declaration declaration) {
    this.declaration = declaration;
    this.width = ArrayColumn.bytesOf(declaration.datatype());
    this.missing = declaration.magic() == null ? 0 : declaration.magic();
  }

  @Override
  void measure(ColumnVector column, int from, int count, int[] lengths) {
    for (int i = 0; i < count; i++) {
      lengths[i] += width;
    }
  }

  @Override
  void place(ColumnVector column, int from, int count, byte[] target, int[] at) {
    switch (declaration.datatype()) {
      case BOOLEAN -> placeBooleans(column, from, count, target, at);
      case UNSIGNED_BYTE -> placeBytes(column, from, count, target, at);
      case SHORT -> placeShorts(column, from, count, target, at);
      case INT -> placeInts(column, from, count, target, at);
      case LONG -> placeLongs(column, from, count, target, at);
      case FLOAT -> placeFloats(column, from, count, target, at);
      case DOUBLE -> placeDoubles(column, from, count, target, at);
      case CHAR, UNICODE_CHAR -> throw new IllegalStateException("characters are no scalars here");
    }
    for (int i = 0; i < count; i++) {
      at[i] += width;
    }
  }

  private static void placeBooleans(
      ColumnVector column, int from, int count, byte[] target, int[] at) {
    for (int i = 0; i < count; i++) {
      target[at[i]] =
          column.isNull(from + i) ? UNKNOWN : (byte) (column.getBoolean(from + i) ? 'T' : 'F');
    }
  }

  private void placeBytes(ColumnVector column, int from, int count, byte[] target, int[] at) {
    for (int i = 0; i < count; i++) {
      target[at[i]] = (byte) (column.isNull(from + i) ? missing : column.getShort(from + i));
    }
  }

  private void placeShorts(ColumnVector column, int from, int count, byte[] target, int[] at) {
    for (int i = 0; i < count; i++) {
      short value = column.isNull(from + i) ? (short) missing : column.getShort(from + i);
      BigEndian.put(value, target, at[i]);
    }
  }

  private void placeInts(ColumnVector column, int from, int count, byte[] target, int[] at) {
    if (column.hasNoNulls()) {
      for (int i = 0; i < count; i++) {
        BigEndian.put(column.getInt(from + i), target, at[i]);
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      int value = column.isNull(from + i) ? (int) missing : column.getInt(from + i);
      BigEndian.put(value, target, at[i]);
    }
  }

  private void placeLongs(ColumnVector column, int from, int count, byte[] target, int[] at) {
    if (column.hasNoNulls()) {
      for (int i = 0; i < count; i++) {
        BigEndian.put(column.getLong(from + i), target, at[i]);
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      long value = column.isNull(from + i) ? missing : column.getLong(from + i);
      BigEndian.put(value, target, at[i]);
    }
  }

  private static void placeFloats(
      ColumnVector column, int from, int count, byte[] target, int[] at) {
    if (column.hasNoNulls()) {
      for (int i = 0; i < count; i++) {
        BigEndian.put(column.getFloat(from + i), target, at[i]);
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      float value = column.isNull(from + i) ? Float.NaN : column.getFloat(from + i);
      BigEndian.put(value, target, at[i]);
    }
  }

  private static void placeDoubles(
      ColumnVector column, int from, int count, byte[] target, int[] at) {
    if (column.hasNoNulls()) {
      for (int i = 0; i < count; i++) {
        BigEndian.put(column.getDouble(from + i), target, at[i]);
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      double value = column.isNull(from + i) ? Double.NaN : column.getDouble(from + i);
      BigEndian.put(value, target, at[i]);
    }
  }
}
