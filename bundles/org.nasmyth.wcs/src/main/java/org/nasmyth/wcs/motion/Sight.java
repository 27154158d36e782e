// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.motion;

import java.util.ArrayList;
import java.util.List;
import org.nasmyth.wcs.SkyPlane;
import org.nasmyth.wcs.region.UnitVector;

/**
 * The part of the sky that a spectrum or a cube looks at.
 *
 * @param centre ICRS
 * @param radius of a circle that holds it, radians; pi if nothing is known of it
 */
public record Sight(UnitVector centre, double radius) {

  /** Anywhere. */
  public static final Sight UNKNOWN = new Sight(new UnitVector(0, 0, 1), Math.PI);

  private static final int SAMPLES = 5;

  /** What lies between the samples may be a little farther away than these. */
  private static final double BEYOND = 1.3;

  /** Whether it is less than the whole sky. */
  boolean known() {
    return radius < Math.PI;
  }

  /** The part of the sky that an image shows. */
  public static Sight of(SkyPlane plane) {
    if (!plane.frame().known()) {
      return UNKNOWN;
    }
    List<UnitVector> shown = new ArrayList<>();
    SkyPlane.Walk walk = plane.walk();
    double[] direction = new double[3];
    for (int i = 0; i < SAMPLES; i++) {
      for (int k = 0; k < SAMPLES; k++) {
        double p = 0.5 + (double) plane.width() * i / (SAMPLES - 1);
        double q = 0.5 + (double) plane.height() * k / (SAMPLES - 1);
        if (walk.toDirection(p, q, direction)) {
          shown.add(new UnitVector(direction[0], direction[1], direction[2]));
        }
      }
    }
    double x = shown.stream().mapToDouble(UnitVector::x).sum();
    double y = shown.stream().mapToDouble(UnitVector::y).sum();
    double z = shown.stream().mapToDouble(UnitVector::z).sum();
    double length = Math.sqrt(x * x + y * y + z * z);
    if (length == 0) {
      return UNKNOWN;
    }
    UnitVector centre = new UnitVector(x / length, y / length, z / length);
    double farthest = shown.stream().mapToDouble(centre::angle).max().orElse(Math.PI);
    return new Sight(centre, Math.min(Math.PI, BEYOND * farthest));
  }
}
