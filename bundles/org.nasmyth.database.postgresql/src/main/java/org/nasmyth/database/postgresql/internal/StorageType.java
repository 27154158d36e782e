// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.ValueType;

/** How a value of a VOTable type looks in SQL once an expression has made it. */
enum StorageType {
  BOOLEAN("boolean"),
  SHORT("smallint"),
  INT("integer"),
  LONG("bigint"),
  FLOAT("real"),
  DOUBLE("double precision"),
  TEXT("text"),
  TIMESTAMP("timestamp"),
  ARRAY("");

  private final String sql;

  StorageType(String sql) {
    this.sql = sql;
  }

  static StorageType of(ValueType type) {
    if (type.isArray()) {
      return ARRAY;
    }
    if (type.isTimestamp()) {
      return TIMESTAMP;
    }
    return ofScalar(type.datatype());
  }

  private static StorageType ofScalar(Datatype datatype) {
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

  /** The name in SQL of the type that values of a VOTable type have. */
  static String sql(ValueType type) {
    StorageType storage = of(type);
    return storage == ARRAY ? ofScalar(type.datatype()).sql + "[]" : storage.sql;
  }

  /** The type's name in SQL. */
  String sql() {
    if (this == ARRAY) {
      throw new IllegalStateException("The name of an array's type depends on its elements.");
    }
    return sql;
  }

  /** Whether it is a number. */
  boolean isNumeric() {
    return this == SHORT || this == INT || this == LONG || this == FLOAT || this == DOUBLE;
  }

  /** Whether it is a whole number. */
  boolean isInteger() {
    return this == SHORT || this == INT || this == LONG;
  }
}
