// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.region;

import java.util.ArrayList;
import java.util.List;

/**
 * All positions within a distance from one.
 *
 * @param longitude right ascension of the centre, ICRS, degrees
 * @param latitude declination of the centre, ICRS, degrees
 * @param radius degrees, 0 to 180
 */
public record SkyCircle(double longitude, double latitude, double radius) implements SkyRegion {
  private static final int SAMPLES = 64;

  /**
   * Makes a circle.
   *
   * @throws IllegalArgumentException if a number is out of its range, infinite or NaN
   */
  public SkyCircle {
    Bounds.requireLongitude(longitude);
    Bounds.requireLatitude(latitude);
    if (!(radius >= 0.0 && radius <= 180.0)) {
      throw new IllegalArgumentException(
          "The radius " + radius + " is not within 0 and 180 degrees.");
    }
  }

  @Override
  public double distance(UnitVector direction) {
    return direction.angle(UnitVector.of(longitude, latitude)) - Math.toRadians(radius);
  }

  @Override
  public List<UnitVector> samples() {
    UnitVector centre = UnitVector.of(longitude, latitude);
    UnitVector east = centre.perpendicular();
    UnitVector north = centre.cross(east);
    double angle = Math.toRadians(radius);
    List<UnitVector> samples = new ArrayList<>();
    samples.add(centre);
    for (int k = 0; k < SAMPLES; k++) {
      double turn = 2.0 * Math.PI * k / SAMPLES;
      UnitVector rim =
          new UnitVector(0, 0, 0)
              .plus(centre, Math.cos(angle))
              .plus(east, Math.sin(angle) * Math.cos(turn))
              .plus(north, Math.sin(angle) * Math.sin(turn));
      samples.add(rim);
    }
    return samples;
  }
}
