// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/** Trigonometry of degrees: exact at the multiples of 90 degrees, where that of radians is not. */
public final class Angle {
  private Angle() {}

  /**
   * The sine.
   *
   * @param degrees the angle
   * @return the sine, exactly 0 or 1 at multiples of 90 degrees
   */
  public static double sin(double degrees) {
    double rest = degrees % 360.0;
    if (rest % 90.0 != 0.0) {
      return Math.sin(Math.toRadians(rest));
    }
    int quarter = Math.floorMod((int) Math.round(rest / 90.0), 4);
    return quarter == 1 ? 1.0 : quarter == 3 ? -1.0 : 0.0;
  }

  /**
   * The cosine.
   *
   * @param degrees the angle
   * @return the cosine, exactly 0 or 1 at multiples of 90 degrees
   */
  public static double cos(double degrees) {
    double rest = degrees % 360.0;
    if (rest % 90.0 != 0.0) {
      return Math.cos(Math.toRadians(rest));
    }
    int quarter = Math.floorMod((int) Math.round(rest / 90.0), 4);
    return quarter == 0 ? 1.0 : quarter == 2 ? -1.0 : 0.0;
  }

  /**
   * The tangent.
   *
   * @param degrees the angle
   * @return the tangent, exactly 0 at multiples of 180 degrees and exactly 1 at 45
   */
  public static double tan(double degrees) {
    double rest = degrees % 180.0;
    if (Math.abs(rest) == 45.0) {
      return Math.signum(rest);
    }
    return rest == 0.0 ? 0.0 : Math.tan(Math.toRadians(rest));
  }
}
