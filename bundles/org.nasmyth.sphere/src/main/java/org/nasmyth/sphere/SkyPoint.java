// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

/**
 * A direction in the sky.
 *
 * @param longitude degrees; any finite value is taken and brought into 0 (included) to 360
 *     (excluded)
 * @param latitude degrees, from -90 to 90
 */
public record SkyPoint(double longitude, double latitude) {
  /**
   * Makes a direction.
   *
   * @throws InvalidRegionException if a coordinate is not finite or the latitude is out of range
   */
  public SkyPoint {
    if (!Double.isFinite(longitude)) {
      throw new InvalidRegionException(
          "A longitude must be a finite number, got " + longitude + ".");
    }
    if (!(latitude >= -90 && latitude <= 90)) {
      throw new InvalidRegionException(
          "A latitude must lie between -90 and 90 degrees, got " + latitude + ".");
    }
    longitude = longitude % 360;
    if (longitude < 0) {
      longitude += 360;
    }
    // Adding zero turns -0.0 into 0.0, so that equal directions are equal records.
    longitude = longitude >= 360 ? 0 : longitude + 0.0;
    latitude = latitude + 0.0;
  }

  /**
   * The direction of a vector.
   *
   * @param x component towards longitude 0, latitude 0
   * @param y component towards longitude 90, latitude 0
   * @param z component towards latitude 90
   * @return the direction; the length of the vector does not matter
   * @throws InvalidRegionException if the vector is null or not finite
   */
  public static SkyPoint ofVector(double x, double y, double z) {
    double norm = Math.sqrt(x * x + y * y + z * z);
    if (!(norm > 0 && norm < Double.POSITIVE_INFINITY)) {
      throw new InvalidRegionException(
          "The vector (" + x + ", " + y + ", " + z + ") has no direction.");
    }
    return new SkyPoint(
        Math.toDegrees(Math.atan2(y, x)), Math.toDegrees(Math.atan2(z, Math.hypot(x, y))));
  }

  /**
   * Great-circle distance, precise from identical to opposite directions.
   *
   * @param other a direction in the same frame
   * @return degrees, 0 to 180
   */
  public double distance(SkyPoint other) {
    // Haversines of the distance to the point and to its antipode: whichever is small is precise.
    double cosines = UnitVectors.cosDegrees(latitude) * UnitVectors.cosDegrees(other.latitude);
    double east = (longitude - other.longitude) / 2;
    double near =
        square(UnitVectors.sinDegrees((latitude - other.latitude) / 2))
            + cosines * square(UnitVectors.sinDegrees(east));
    double far =
        square(UnitVectors.sinDegrees((latitude + other.latitude) / 2))
            + cosines * square(UnitVectors.cosDegrees(east));
    return Math.toDegrees(2 * Math.atan2(Math.sqrt(near), Math.sqrt(far)));
  }

  /**
   * Unit vector component towards longitude 0, latitude 0.
   *
   * @return -1 to 1
   */
  public double x() {
    return UnitVectors.cosDegrees(latitude) * UnitVectors.cosDegrees(longitude);
  }

  /**
   * Unit vector component towards longitude 90, latitude 0.
   *
   * @return -1 to 1
   */
  public double y() {
    return UnitVectors.cosDegrees(latitude) * UnitVectors.sinDegrees(longitude);
  }

  /**
   * Unit vector component towards latitude 90.
   *
   * @return -1 to 1
   */
  public double z() {
    return UnitVectors.sinDegrees(latitude);
  }

  /**
   * The opposite direction.
   *
   * @return the antipode
   */
  public SkyPoint antipode() {
    return new SkyPoint(longitude + 180, -latitude);
  }

  private static double square(double value) {
    return value * value;
  }
}
