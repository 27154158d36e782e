// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sql;

import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.ValueType;

/**
 * How a value of a VOTable type looks in SQL once an expression has made it, whatever the database
 * calls its types. Bytes are wider than they need be, because no database has an unsigned byte that
 * could be subtracted from.
 */
public enum StorageType {
  /** True or false. */
  BOOLEAN,
  /** A whole number of 16 bits. */
  SHORT,
  /** A whole number of 32 bits. */
  INT,
  /** A whole number of 64 bits. */
  LONG,
  /** A floating-point number of 32 bits. */
  FLOAT,
  /** A floating-point number of 64 bits. */
  DOUBLE,
  /** A text of any length. */
  TEXT,
  /** An instant in UTC. */
  TIMESTAMP,
  /** Several numbers, those of a geometry too. */
  ARRAY;

  /** What holds values of a type. */
  public static StorageType of(ValueType type) {
    if (type.isArray()) {
      return ARRAY;
    }
    return type.isTimestamp() ? TIMESTAMP : of(type.datatype());
  }

  /** What holds a single value of a datatype, such as an element of an array. */
  public static StorageType of(Datatype datatype) {
    return switch (datatype) {
      case BOOLEAN -> BOOLEAN;
      case UNSIGNED_BYTE, SHORT -> SHORT;
      case INT -> INT;
      case LONG -> LONG;
      case FLOAT -> FLOAT;
      case DOUBLE -> DOUBLE;
      case CHAR, UNICODE_CHAR -> TEXT;
    };
  }

  /** Whether it is a number. */
  public boolean isNumeric() {
    return isInteger() || this == FLOAT || this == DOUBLE;
  }

  /** Whether it is a whole number. */
  public boolean isInteger() {
    return this == SHORT || this == INT || this == LONG;
  }
}
