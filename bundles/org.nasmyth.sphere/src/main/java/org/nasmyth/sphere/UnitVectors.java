// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import com.google.common.geometry.S2Point;

/**
 * Unit vectors of directions. Only forms that keep full precision at every distance are used: an
 * arc cosine of a dot product loses two arcseconds at small separations.
 */
final class UnitVectors {
  private UnitVectors() {}

  static S2Point of(double longitude, double latitude) {
    double c = cosDegrees(latitude);
    return new S2Point(c * cosDegrees(longitude), c * sinDegrees(longitude), sinDegrees(latitude));
  }

  static S2Point of(SkyPoint point) {
    return of(point.longitude(), point.latitude());
  }

  static SkyPoint point(S2Point v) {
    double longitude = Math.toDegrees(Math.atan2(v.getY(), v.getX()));
    double latitude = Math.toDegrees(Math.atan2(v.getZ(), Math.hypot(v.getX(), v.getY())));
    return new SkyPoint(longitude, latitude);
  }

  /** Angle between two unit vectors in radians, precise from 0 to pi. */
  static double angle(S2Point a, S2Point b) {
    return 2 * Math.atan2(Math.sqrt(chord2(a, b)), Math.sqrt(antichord2(a, b)));
  }

  /** Squared length of a - b. */
  static double chord2(S2Point a, S2Point b) {
    double x = a.getX() - b.getX();
    double y = a.getY() - b.getY();
    double z = a.getZ() - b.getZ();
    return x * x + y * y + z * z;
  }

  /** Squared length of a + b, the chord to the antipode of b. */
  static double antichord2(S2Point a, S2Point b) {
    double x = a.getX() + b.getX();
    double y = a.getY() + b.getY();
    double z = a.getZ() + b.getZ();
    return x * x + y * y + z * z;
  }

  /**
   * Unit normal of the great circle from a to b. The product of sum and difference keeps its
   * precision for neighbours and for near antipodes, where the plain cross product loses it.
   */
  static S2Point normal(S2Point a, S2Point b) {
    return S2Point.normalize(S2Point.crossProd(S2Point.add(a, b), S2Point.sub(b, a)));
  }

  /** Sine of an angle in degrees, exact at multiples of 90. */
  static double sinDegrees(double degrees) {
    double turns = Math.rint(degrees / 90);
    double rest = Math.toRadians(degrees - 90 * turns);
    return switch (Math.floorMod((long) turns, 4)) {
      case 0 -> Math.sin(rest);
      case 1 -> Math.cos(rest);
      case 2 -> -Math.sin(rest);
      default -> -Math.cos(rest);
    };
  }

  /** Cosine of an angle in degrees, exact at multiples of 90. */
  static double cosDegrees(double degrees) {
    double turns = Math.rint(degrees / 90);
    double rest = Math.toRadians(degrees - 90 * turns);
    return switch (Math.floorMod((long) turns, 4)) {
      case 0 -> Math.cos(rest);
      case 1 -> -Math.sin(rest);
      case 2 -> -Math.cos(rest);
      default -> Math.sin(rest);
    };
  }
}
