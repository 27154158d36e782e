// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import org.duckdb.DuckDBColumnType;
import org.nasmyth.api.metadata.ValueType;

/**
 * How a value of a VOTable type looks inside DuckDB, in tables and in expressions alike.
 *
 * <p>Bytes are wider than they need be, because DuckDB's unsigned byte has no negative. Arrays,
 * geometries as numbers included, are Base64 text of their big-endian elements: DuckDB's Java
 * functions and vectors know neither lists nor blobs, and an array has no operations in ADQL that
 * would miss them.
 */
enum StorageType {
  BOOLEAN(DuckDBColumnType.BOOLEAN, "BOOLEAN"),
  SHORT(DuckDBColumnType.SMALLINT, "SMALLINT"),
  INT(DuckDBColumnType.INTEGER, "INTEGER"),
  LONG(DuckDBColumnType.BIGINT, "BIGINT"),
  FLOAT(DuckDBColumnType.FLOAT, "FLOAT"),
  DOUBLE(DuckDBColumnType.DOUBLE, "DOUBLE"),
  TEXT(DuckDBColumnType.VARCHAR, "VARCHAR"),
  TIMESTAMP(DuckDBColumnType.TIMESTAMP, "TIMESTAMP"),
  ARRAY(DuckDBColumnType.VARCHAR, "VARCHAR");

  private final DuckDBColumnType columnType;
  private final String sql;

  StorageType(DuckDBColumnType columnType, String sql) {
    this.columnType = columnType;
    this.sql = sql;
  }

  static StorageType of(ValueType type) {
    if (type.isArray()) {
      return ARRAY;
    }
    if (type.isTimestamp()) {
      return TIMESTAMP;
    }
    return switch (type.datatype()) {
      case BOOLEAN -> BOOLEAN;
      case UNSIGNED_BYTE, SHORT -> SHORT;
      case INT -> INT;
      case LONG -> LONG;
      case FLOAT -> FLOAT;
      case DOUBLE -> DOUBLE;
      case CHAR, UNICODE_CHAR -> TEXT;
    };
  }

  /** The type as the driver's function and vector interfaces name it. */
  DuckDBColumnType columnType() {
    return columnType;
  }

  /** The type's name in SQL. */
  String sql() {
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
