// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

import java.util.OptionalInt;

/**
 * The type of a CAST ({@code cast_target}).
 *
 * @param type which one
 * @param length the length in parentheses of CHAR and VARCHAR; empty without and for all others
 * @param span the type with its length
 */
public record CastTarget(Type type, OptionalInt length, Span span) implements Node {

  /** Checks that only strings have a length, and that it is at least 1. */
  public CastTarget {
    if (length.isPresent() && (!type.hasLength() || length.getAsInt() < 1)) {
      throw new IllegalArgumentException(type + " cannot have the length " + length.getAsInt());
    }
  }

  /** The types that CAST can have. */
  public enum Type {
    /** 16-bit integer. */
    SMALLINT("SMALLINT"),
    /** 32-bit integer. */
    INTEGER("INTEGER"),
    /** 64-bit integer. */
    BIGINT("BIGINT"),
    /** 32-bit floating point. */
    REAL("REAL"),
    /** 64-bit floating point. */
    DOUBLE_PRECISION("DOUBLE PRECISION"),
    /** String of fixed length. */
    CHAR("CHAR"),
    /** String of variable length. */
    VARCHAR("VARCHAR"),
    /** Date and time. */
    TIMESTAMP("TIMESTAMP"),
    /** Point in DALI's serialisation. */
    POINT("POINT"),
    /** Circle in DALI's serialisation. */
    CIRCLE("CIRCLE"),
    /** Polygon in DALI's serialisation. */
    POLYGON("POLYGON");

    private final String keyword;

    Type(String keyword) {
      this.keyword = keyword;
    }

    /** The type as ADQL writes it. */
    public String keyword() {
      return keyword;
    }

    /** Whether the type may have a length. */
    public boolean hasLength() {
      return this == CHAR || this == VARCHAR;
    }
  }
}
