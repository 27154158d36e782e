// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.sql.StorageType;

/** What a column of a table really is, which need not be what TAP_SCHEMA says. */
enum PhysicalType {
  BOOLEAN,
  SHORT,
  INT,
  LONG,
  FLOAT,
  DOUBLE,
  NUMERIC,
  TEXT,
  TIMESTAMP,
  DATE,
  /** An instant with a time zone. */
  INSTANT,
  ARRAY,
  BYTES,
  /** pgSphere's point. */
  SPOINT,
  /** pgSphere's circle. */
  SCIRCLE,
  /** pgSphere's polygon. */
  SPOLY,
  OTHER;

  /** The type by its name in pg_type. */
  static PhysicalType named(String name) {
    if (name.startsWith("_")) {
      return ARRAY;
    }
    return switch (name) {
      case "bool" -> BOOLEAN;
      case "int2" -> SHORT;
      case "int4" -> INT;
      case "int8" -> LONG;
      case "float4" -> FLOAT;
      case "float8" -> DOUBLE;
      case "numeric" -> NUMERIC;
      case "text", "varchar", "bpchar", "name" -> TEXT;
      case "timestamp" -> TIMESTAMP;
      case "date" -> DATE;
      case "timestamptz" -> INSTANT;
      case "bytea" -> BYTES;
      case "spoint" -> SPOINT;
      case "scircle" -> SCIRCLE;
      case "spoly" -> SPOLY;
      default -> OTHER;
    };
  }

  /** The type of a column that we make for values of a type. */
  static PhysicalType of(StorageType storage) {
    return valueOf(storage.name());
  }

  boolean isSphere() {
    return this == SPOINT || this == SCIRCLE || this == SPOLY;
  }

  boolean isNumeric() {
    return switch (this) {
      case SHORT, INT, LONG, FLOAT, DOUBLE, NUMERIC -> true;
      default -> false;
    };
  }

  /** Whether values are in the form that expressions of a type have. */
  boolean is(StorageType storage) {
    return name().equals(storage.name());
  }

  /** Whether a comparison with a value of another type can use an index on a column of this one. */
  boolean comparesWith(StorageType other) {
    return switch (this) {
      case SHORT, INT, LONG -> other.isInteger();
      case FLOAT, DOUBLE -> other == StorageType.FLOAT || other == StorageType.DOUBLE;
      case TIMESTAMP, DATE, INSTANT -> other == StorageType.TIMESTAMP;
      default -> is(other);
    };
  }

  /** Whether values can be turned into those of a type that TAP_SCHEMA claims. */
  boolean canBecome(ValueType type) {
    StorageType storage = StorageType.of(type);
    return switch (storage) {
      case TEXT -> this != OTHER || !type.isGeometry();
      case ARRAY ->
          (isSphere() && type.isGeometry() && type.datatype() == Datatype.DOUBLE)
              || (this == BYTES && type.datatype() == Datatype.UNSIGNED_BYTE)
              || this == ARRAY;
      case TIMESTAMP -> this == TIMESTAMP || this == DATE || this == INSTANT || this == TEXT;
      case BOOLEAN -> this == BOOLEAN || this == INT || this == TEXT;
      case SHORT, INT, LONG, FLOAT, DOUBLE -> isNumeric() || this == TEXT;
    };
  }

  /** The VOTable type that tells best what a column of this type holds. */
  ValueType natural() {
    return switch (this) {
      case BOOLEAN -> ValueType.BOOLEAN;
      case SHORT -> ValueType.SHORT;
      case INT -> ValueType.INT;
      case LONG -> ValueType.LONG;
      case FLOAT -> ValueType.FLOAT;
      case DOUBLE, NUMERIC -> ValueType.DOUBLE;
      case TIMESTAMP, DATE, INSTANT -> ValueType.TIMESTAMP;
      case SPOINT -> ValueType.POINT;
      case SCIRCLE -> ValueType.CIRCLE;
      case SPOLY -> ValueType.POLYGON;
      default -> ValueType.UNICODE_STRING;
    };
  }
}
