// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/** The functions whose names ADQL reserves, with the number of arguments that each may have. */
public enum StandardFunction {
  /** Absolute value. */
  ABS(Kind.MATHEMATICS, 1, 1),
  /** Smallest integer that is not less. */
  CEILING(Kind.MATHEMATICS, 1, 1),
  /** Radians to degrees. */
  DEGREES(Kind.MATHEMATICS, 1, 1),
  /** e to the power of the argument. */
  EXP(Kind.MATHEMATICS, 1, 1),
  /** Largest integer that is not greater. */
  FLOOR(Kind.MATHEMATICS, 1, 1),
  /** Natural logarithm. */
  LOG(Kind.MATHEMATICS, 1, 1),
  /** Logarithm to base 10. */
  LOG10(Kind.MATHEMATICS, 1, 1),
  /** Remainder with the sign of the first argument. */
  MOD(Kind.MATHEMATICS, 2, 2),
  /** The number pi. */
  PI(Kind.MATHEMATICS, 0, 0),
  /** First argument to the power of the second. */
  POWER(Kind.MATHEMATICS, 2, 2),
  /** Degrees to radians. */
  RADIANS(Kind.MATHEMATICS, 1, 1),
  /** A random number from 0 to 1; the argument is an integer literal without a defined meaning. */
  RAND(Kind.MATHEMATICS, 0, 1),
  /** Rounded to a number of decimals, which is an integer literal with or without a sign. */
  ROUND(Kind.MATHEMATICS, 1, 2),
  /** Square root. */
  SQRT(Kind.MATHEMATICS, 1, 1),
  /** Truncated to a number of decimals, which is an integer literal with or without a sign. */
  TRUNCATE(Kind.MATHEMATICS, 1, 2),
  /** Arc cosine. */
  ACOS(Kind.TRIGONOMETRY, 1, 1),
  /** Arc sine. */
  ASIN(Kind.TRIGONOMETRY, 1, 1),
  /** Arc tangent. */
  ATAN(Kind.TRIGONOMETRY, 1, 1),
  /** Arc tangent of first argument over second. */
  ATAN2(Kind.TRIGONOMETRY, 2, 2),
  /** Cosine. */
  COS(Kind.TRIGONOMETRY, 1, 1),
  /** Cotangent. */
  COT(Kind.TRIGONOMETRY, 1, 1),
  /** Sine. */
  SIN(Kind.TRIGONOMETRY, 1, 1),
  /** Tangent. */
  TAN(Kind.TRIGONOMETRY, 1, 1),
  /** To lower case. */
  LOWER(Kind.STRING, 1, 1),
  /** To upper case. */
  UPPER(Kind.STRING, 1, 1),
  /** Area in square degrees. */
  AREA(Kind.GEOMETRY, 1, 1),
  /** A box by centre, width and height; deprecated in 2.1. */
  BOX(Kind.GEOMETRY, 3, 4),
  /** Centroid of a geometry. */
  CENTROID(Kind.GEOMETRY, 1, 1),
  /** A circle by centre and radius. */
  CIRCLE(Kind.GEOMETRY, 2, 3),
  /** 1 if the first geometry is in the second, otherwise 0. */
  CONTAINS(Kind.GEOMETRY, 2, 2),
  /** First coordinate of a point. */
  COORD1(Kind.GEOMETRY, 1, 1),
  /** Second coordinate of a point. */
  COORD2(Kind.GEOMETRY, 1, 1),
  /** Name of a geometry's coordinate system; deprecated in 2.1. */
  COORDSYS(Kind.GEOMETRY, 1, 1),
  /** Great-circle distance in degrees, of two points or four coordinates. */
  DISTANCE(Kind.GEOMETRY, 2, 4),
  /** 1 if two geometries overlap, otherwise 0. */
  INTERSECTS(Kind.GEOMETRY, 2, 2),
  /** A point by two coordinates in degrees. */
  POINT(Kind.GEOMETRY, 2, 2),
  /** A polygon by three or more points, or by their coordinates. */
  POLYGON(Kind.GEOMETRY, 3, Integer.MAX_VALUE),
  /** A region by a string literal. */
  REGION(Kind.GEOMETRY, 1, 1),
  /** The first argument that is not NULL. */
  COALESCE(Kind.CONDITIONAL, 1, Integer.MAX_VALUE),
  /** NULL if both arguments are equal, otherwise the first; an extension. */
  NULLIF(Kind.CONDITIONAL, 2, 2),
  /** The first argument converted to the unit that the second, a string literal, names. */
  IN_UNIT(Kind.UNIT, 2, 2);

  /** The part of the recommendation that defines a function. */
  public enum Kind {
    /** Table 1: mathematical functions. */
    MATHEMATICS,
    /** Table 2: trigonometrical functions. */
    TRIGONOMETRY,
    /** Section 4.4: string functions. */
    STRING,
    /** Section 4.2: geometrical functions. */
    GEOMETRY,
    /** Section 4.8: conditional functions. */
    CONDITIONAL,
    /** Section 4.9: unit operations. */
    UNIT
  }

  private final Kind kind;
  private final int minimum;
  private final int maximum;

  StandardFunction(Kind kind, int minimum, int maximum) {
    this.kind = kind;
    this.minimum = minimum;
    this.maximum = maximum;
  }

  /** The part of the recommendation that defines the function. */
  public Kind kind() {
    return kind;
  }

  /** Smallest number of arguments, the coordinate system not counted. */
  public int minimumArguments() {
    return minimum;
  }

  /**
   * Largest number of arguments, the coordinate system not counted; {@link Integer#MAX_VALUE} if
   * there is none.
   */
  public int maximumArguments() {
    return maximum;
  }

  /** Whether it can be called with {@code count} arguments, the coordinate system not counted. */
  public boolean takes(int count) {
    return count >= minimum && count <= maximum && !(this == DISTANCE && count == 3);
  }

  /** Whether a string literal as first argument names a coordinate system. */
  public boolean takesCoordinateSystem() {
    return this == POINT || this == CIRCLE || this == BOX || this == POLYGON;
  }
}
