// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.region;

/**
 * A direction in ICRS.
 *
 * @param x towards longitude 0, latitude 0
 * @param y towards longitude 90, latitude 0
 * @param z towards the pole
 */
public record UnitVector(double x, double y, double z) {
  /**
   * The direction of a position.
   *
   * @param longitude degrees
   * @param latitude degrees
   * @return its unit vector
   */
  public static UnitVector of(double longitude, double latitude) {
    double lon = Math.toRadians(longitude);
    double lat = Math.toRadians(latitude);
    double flat = Math.cos(lat);
    return new UnitVector(flat * Math.cos(lon), flat * Math.sin(lon), Math.sin(lat));
  }

  /** The longitude, degrees from 0 to 360. */
  public double longitude() {
    double longitude = Math.toDegrees(Math.atan2(y, x));
    return longitude < 0.0 ? longitude + 360.0 : longitude;
  }

  /** The latitude, degrees. */
  public double latitude() {
    return Math.toDegrees(Math.atan2(z, Math.sqrt(x * x + y * y)));
  }

  /**
   * The angle to another direction.
   *
   * @param other the other direction
   * @return radians from 0 to pi
   */
  public double angle(UnitVector other) {
    double dx = x - other.x;
    double dy = y - other.y;
    double dz = z - other.z;
    return 2.0 * Math.asin(Math.min(1.0, 0.5 * Math.sqrt(dx * dx + dy * dy + dz * dz)));
  }

  double dot(UnitVector other) {
    return x * other.x + y * other.y + z * other.z;
  }

  UnitVector cross(UnitVector other) {
    return new UnitVector(
        y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
  }

  UnitVector plus(UnitVector other, double factor) {
    return new UnitVector(x + factor * other.x, y + factor * other.y, z + factor * other.z);
  }

  double length() {
    return Math.sqrt(dot(this));
  }

  UnitVector normalised() {
    double length = length();
    return new UnitVector(x / length, y / length, z / length);
  }

  /** Some direction at a right angle to this one. */
  UnitVector perpendicular() {
    UnitVector axis =
        Math.abs(x) < 0.6
            ? new UnitVector(1, 0, 0)
            : Math.abs(y) < 0.6 ? new UnitVector(0, 1, 0) : new UnitVector(0, 0, 1);
    return cross(axis).normalised();
  }
}
