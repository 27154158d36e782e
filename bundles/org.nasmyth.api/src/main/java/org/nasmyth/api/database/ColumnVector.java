// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.database;

import org.jspecify.annotations.Nullable;

/**
 * The values of one column for the rows of a {@link RowBatch}. Rows count from 0. Which accessor is
 * right follows from the column's {@code ValueType}; any other throws {@link
 * UnsupportedOperationException}. An accessor's value for a row that is NULL is undefined, so ask
 * {@link #isNull} first. Not safe for several threads at once.
 */
public interface ColumnVector {

  /** Whether the row has no value. */
  boolean isNull(int row);

  /** Whether no row of this vector is NULL; false may also mean that it is not known. */
  default boolean hasNoNulls() {
    return false;
  }

  /** The value of a {@code boolean}. */
  default boolean getBoolean(int row) {
    throw new UnsupportedOperationException("no boolean column");
  }

  /** The value of an {@code unsignedByte}, 0 to 255, or of a {@code short}. */
  default short getShort(int row) {
    throw new UnsupportedOperationException("no short column");
  }

  /** The value of an {@code int}. */
  default int getInt(int row) {
    throw new UnsupportedOperationException("no int column");
  }

  /** The value of a {@code long}. */
  default long getLong(int row) {
    throw new UnsupportedOperationException("no long column");
  }

  /** The value of a {@code float}. */
  default float getFloat(int row) {
    throw new UnsupportedOperationException("no float column");
  }

  /** The value of a {@code double}. */
  default double getDouble(int row) {
    throw new UnsupportedOperationException("no double column");
  }

  /** The value of a {@code char} or {@code unicodeChar} column, timestamps and regions included. */
  default String getString(int row) {
    throw new UnsupportedOperationException("no character column");
  }

  /**
   * The value of an array column, geometries as numbers included: a new {@code boolean[]}, {@code
   * short[]} (also for unsignedByte), {@code int[]}, {@code long[]}, {@code float[]} or {@code
   * double[]}, whatever the column's datatype says.
   */
  default Object getArray(int row) {
    throw new UnsupportedOperationException("no array column");
  }

  /**
   * The value as an object, whatever the type: Boolean, Short, Integer, Long, Float, Double, String
   * or a primitive array; null for NULL. Slower than the typed accessors.
   */
  @Nullable Object get(int row);
}
