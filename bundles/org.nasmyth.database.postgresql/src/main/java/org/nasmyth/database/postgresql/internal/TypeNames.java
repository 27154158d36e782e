// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.sql.StorageType;

/** What PostgreSQL calls its types. */
final class TypeNames {

  private TypeNames() {}

  /** The name in SQL of the type that values of a VOTable type have. */
  static String sql(ValueType type) {
    StorageType storage = StorageType.of(type);
    return storage == StorageType.ARRAY
        ? sql(StorageType.of(type.datatype())) + "[]"
        : sql(storage);
  }

  /** The type's name in SQL; that of an array depends on its elements. */
  static String sql(StorageType type) {
    return switch (type) {
      case BOOLEAN -> "boolean";
      case SHORT -> "smallint";
      case INT -> "integer";
      case LONG -> "bigint";
      case FLOAT -> "real";
      case DOUBLE -> "double precision";
      case TEXT -> "text";
      case TIMESTAMP -> "timestamp";
      case ARRAY ->
          throw new IllegalArgumentException(
              "The name of an array's type depends on its elements.");
    };
  }
}
