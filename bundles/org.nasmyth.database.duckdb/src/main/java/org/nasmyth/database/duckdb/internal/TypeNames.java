// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import org.duckdb.DuckDBColumnType;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.sql.StorageType;

/**
 * What DuckDB calls its types. Arrays, geometries as numbers included, are Base64 text of their
 * big-endian elements: DuckDB's Java functions and vectors know neither lists nor blobs, and an
 * array has no operations in ADQL that would miss them.
 */
final class TypeNames {

  private TypeNames() {}

  /** The type as the driver's function and vector interfaces name it. */
  static DuckDBColumnType column(StorageType type) {
    return switch (type) {
      case BOOLEAN -> DuckDBColumnType.BOOLEAN;
      case SHORT -> DuckDBColumnType.SMALLINT;
      case INT -> DuckDBColumnType.INTEGER;
      case LONG -> DuckDBColumnType.BIGINT;
      case FLOAT -> DuckDBColumnType.FLOAT;
      case DOUBLE -> DuckDBColumnType.DOUBLE;
      case TEXT, ARRAY -> DuckDBColumnType.VARCHAR;
      case TIMESTAMP -> DuckDBColumnType.TIMESTAMP;
    };
  }

  /** The type's name in SQL. */
  static String sql(StorageType type) {
    return column(type).name();
  }

  /** The name in SQL of the type that values of a VOTable type have. */
  static String sql(ValueType type) {
    return sql(StorageType.of(type));
  }
}
