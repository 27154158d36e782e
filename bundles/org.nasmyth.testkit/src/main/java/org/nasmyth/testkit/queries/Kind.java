// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit.queries;

import org.nasmyth.api.metadata.ValueType;

/** What an expression of a random query is, as far as the grammar has to know. */
enum Kind {
  /** A whole number small enough to be calculated with. */
  WHOLE,
  /** A whole number that may be as large as its type allows. */
  HUGE,
  /** A floating-point number that every database computes to the last bit. */
  REAL,
  /** A floating-point number whose last digits depend on the database. */
  ROUGH,
  TEXT,
  INSTANT,
  TRUTH,
  POINT,
  REGION,
  ARRAY;

  /**
   * Whether values of this kind are equal everywhere or different everywhere, and have an order.
   */
  boolean isExact() {
    return this == WHOLE
        || this == HUGE
        || this == REAL
        || this == TEXT
        || this == INSTANT
        || this == TRUTH;
  }

  /** The kind of a column, by its type and its name: the tables of {@link VariedTables} tell. */
  static Kind of(String column, ValueType type) {
    if (type.isGeometry()) {
      return type.shape() == ValueType.Shape.POINT ? POINT : REGION;
    }
    if (type.isTimestamp()) {
      return INSTANT;
    }
    if (type.isString()) {
      return TEXT;
    }
    if (type.isArray()) {
      return ARRAY;
    }
    if (type.isBoolean()) {
      return TRUTH;
    }
    if (column.startsWith("huge")) {
      return HUGE;
    }
    if (type.datatype().isInteger()) {
      return WHOLE;
    }
    return column.startsWith("wild") ? ROUGH : REAL;
  }
}
