// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables;

import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.ValueType;

/**
 * How the values that a file yields become those of a column.
 *
 * @param type the column's type
 * @param convert makes a value; null for NULL
 * @param guessed what was not stated but found out, for the report; null for nothing
 */
record Conversion(ValueType type, Converter convert, @Nullable String guessed) {

  /** Makes a column's value of a file's. */
  @FunctionalInterface
  interface Converter {
    /**
     * The column's value.
     *
     * @param cell as STIL yields it; null for a blank
     * @return Boolean, Short, Integer, Long, Float, Double, String or a primitive array; null for
     *     NULL
     */
    @Nullable Object value(@Nullable Object cell);
  }

  /** The same with another type. */
  Conversion as(ValueType other, @Nullable String how) {
    return new Conversion(other, convert, how);
  }
}
