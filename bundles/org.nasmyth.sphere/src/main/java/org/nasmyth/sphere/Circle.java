// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

/**
 * All points within a great-circle distance of a centre.
 *
 * @param centre the centre
 * @param radius degrees, from 0 (a point) to 180 (the whole sky)
 */
public record Circle(SkyPoint centre, double radius) implements Region {
  /**
   * Makes a circle.
   *
   * @throws InvalidRegionException if the radius is not a number, negative or above 180
   */
  public Circle {
    if (!(radius >= 0 && radius <= 180)) {
      throw new InvalidRegionException(
          "The radius of a circle must lie between 0 and 180 degrees, got " + radius + ".");
    }
    radius = radius + 0.0;
  }

  /**
   * Makes a circle.
   *
   * @param longitude degrees
   * @param latitude degrees, from -90 to 90
   * @param radius degrees, from 0 to 180
   * @throws InvalidRegionException if a value is out of range
   */
  public Circle(double longitude, double latitude, double radius) {
    this(new SkyPoint(longitude, latitude), radius);
  }

  @Override
  public PreparedRegion prepare() {
    return PreparedRegion.of(this, Disc.of(centre, Math.toRadians(radius)));
  }
}
