// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.metadata;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column or an expression in VOTable's terms.
 *
 * @param datatype the primitive datatype
 * @param arraysize VOTable's {@code arraysize} ({@code "*"}, {@code "1024*"}, {@code "3"}, {@code
 *     "2x3*"}); null for a scalar. A single character has null, a string always has a size.
 * @param xtype DALI's extended type ({@code timestamp}, {@code point}, {@code circle}, {@code
 *     polygon}, {@code adql:REGION}, …); null where there is none
 */
public record ValueType(Datatype datatype, @Nullable String arraysize, @Nullable String xtype) {

  /** True or false. */
  public static final ValueType BOOLEAN = new ValueType(Datatype.BOOLEAN, null, null);

  /** A whole number of 16 bits. */
  public static final ValueType SHORT = new ValueType(Datatype.SHORT, null, null);

  /** A whole number of 32 bits. */
  public static final ValueType INT = new ValueType(Datatype.INT, null, null);

  /** A whole number of 64 bits. */
  public static final ValueType LONG = new ValueType(Datatype.LONG, null, null);

  /** A floating-point number of 32 bits. */
  public static final ValueType FLOAT = new ValueType(Datatype.FLOAT, null, null);

  /** A floating-point number of 64 bits. */
  public static final ValueType DOUBLE = new ValueType(Datatype.DOUBLE, null, null);

  /** A text of any length. */
  public static final ValueType STRING = new ValueType(Datatype.CHAR, "*", null);

  /** A text of any length that VOTable has in two bytes a character. */
  public static final ValueType UNICODE_STRING = new ValueType(Datatype.UNICODE_CHAR, "*", null);

  /** An instant in UTC as DALI writes it, {@code YYYY-MM-DDThh:mm:ss[.s…][Z]} (DALI 1.1, 3.3.3). */
  public static final ValueType TIMESTAMP = new ValueType(Datatype.CHAR, "*", "timestamp");

  /** Longitude and latitude in degrees (DALI 1.1, 3.3.5). */
  public static final ValueType POINT = new ValueType(Datatype.DOUBLE, "2", "point");

  /** Longitude, latitude and radius in degrees (DALI 1.1, 3.3.6). */
  public static final ValueType CIRCLE = new ValueType(Datatype.DOUBLE, "3", "circle");

  /** Vertices as longitude, latitude pairs in degrees, not closed (DALI 1.1, 3.3.7). */
  public static final ValueType POLYGON = new ValueType(Datatype.DOUBLE, "*", "polygon");

  /** A region as STC-S text, as TAP 1.0 and ESO's tables deliver {@code s_region}. */
  public static final ValueType REGION = new ValueType(Datatype.CHAR, "*", "adql:REGION");

  /** The kind of geometry that an xtype names. */
  public enum Shape {
    POINT,
    CIRCLE,
    POLYGON,
    REGION
  }

  /** The same type with another size, for instance {@code "128*"}. */
  public ValueType withArraysize(@Nullable String size) {
    return new ValueType(datatype, size, xtype);
  }

  /** The same type with another xtype. */
  public ValueType withXtype(@Nullable String type) {
    return new ValueType(datatype, arraysize, type);
  }

  /** Whether a value is one text: characters, with or without a size. */
  public boolean isString() {
    return datatype.isCharacter();
  }

  /** Whether a value is an array of numbers or booleans (a string is not an array). */
  public boolean isArray() {
    return arraysize != null && !datatype.isCharacter() && !arraysize.equals("1");
  }

  /** Whether a value is one number. */
  public boolean isNumeric() {
    return datatype.isNumeric() && !isArray();
  }

  /** Whether a value is one truth value. */
  public boolean isBoolean() {
    return datatype == Datatype.BOOLEAN && !isArray();
  }

  /** Whether a value is an instant of time. */
  public boolean isTimestamp() {
    return "timestamp".equals(normalisedXtype());
  }

  /** Whether a value is a geometry on the sphere. */
  public boolean isGeometry() {
    return shape() != null;
  }

  /** The shape that the xtype names; null where the value is no geometry. */
  public @Nullable Shape shape() {
    return switch (normalisedXtype()) {
      case "point" -> Shape.POINT;
      case "circle" -> Shape.CIRCLE;
      case "polygon" -> Shape.POLYGON;
      case "region", "shape" -> Shape.REGION;
      default -> null;
    };
  }

  private String normalisedXtype() {
    if (xtype == null) {
      return "";
    }
    String lower = xtype.toLowerCase(Locale.ROOT);
    return lower.startsWith("adql:") ? lower.substring("adql:".length()) : lower;
  }
}
