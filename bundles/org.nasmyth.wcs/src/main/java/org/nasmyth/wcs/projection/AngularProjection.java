// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/**
 * A projection whose formulas are in native longitude and latitude, and whose point of reference is
 * (0, 0) or (0, theta).
 */
abstract class AngularProjection implements Projection {
  /** How far beyond the edge of the sky rounding may lead, in radians. */
  static final double EDGE = 1e-12;

  private final double referenceLatitude;

  /**
   * Makes a projection.
   *
   * @param referenceLatitude native latitude of the point of reference in degrees
   */
  AngularProjection(double referenceLatitude) {
    this.referenceLatitude = referenceLatitude;
  }

  @Override
  public final double referenceLatitude() {
    return referenceLatitude;
  }

  /**
   * Finds native longitude and latitude.
   *
   * @param x radians
   * @param y radians
   * @param angles receives longitude and latitude in radians; NaN or beyond the sky where nothing
   *     is shown
   */
  abstract void toAngles(double x, double y, double[] angles);

  /**
   * Finds the point of the plane.
   *
   * @param longitude radians within plus or minus pi
   * @param latitude radians within plus or minus pi/2
   * @param point receives x and y in radians; NaN where the direction is not shown
   */
  abstract void toPoint(double longitude, double latitude, double[] point);

  @Override
  public final boolean toSphere(double x, double y, double[] direction) {
    toAngles(x, y, direction);
    double longitude = direction[0];
    double latitude = direction[1];
    if (!(Math.abs(longitude) <= Math.PI + EDGE && Math.abs(latitude) <= Math.PI / 2 + EDGE)) {
      return false;
    }
    longitude = Math.max(-Math.PI, Math.min(Math.PI, longitude));
    latitude = Math.max(-Math.PI / 2, Math.min(Math.PI / 2, latitude));
    double cosine = Math.cos(latitude);
    direction[0] = cosine * Math.cos(longitude);
    direction[1] = cosine * Math.sin(longitude);
    direction[2] = Math.sin(latitude);
    return true;
  }

  @Override
  public final boolean toPlane(double l, double m, double n, double[] point) {
    toPoint(Math.atan2(m, l), Math.atan2(n, Math.sqrt(l * l + m * m)), point);
    return !Double.isNaN(point[0]) && !Double.isNaN(point[1]);
  }

  /**
   * An arc sine that allows for rounding at its ends.
   *
   * @param sine within plus or minus 1
   * @return radians, or NaN if no angle has this sine
   */
  static double arcSine(double sine) {
    return Math.abs(sine) > 1.0 && Math.abs(sine) < 1.0 + EDGE
        ? Math.copySign(Math.PI / 2, sine)
        : Math.asin(sine);
  }
}
