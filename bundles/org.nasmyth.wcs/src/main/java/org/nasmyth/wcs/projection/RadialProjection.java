// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/**
 * A zenithal projection that maps the distance from the pole to a radius by itself and keeps the
 * azimuth, Paper II section 5.1.
 */
abstract class RadialProjection implements Projection {
  @Override
  public final double referenceLatitude() {
    return 90.0;
  }

  /**
   * The radius of a parallel.
   *
   * @param distance from the native pole in radians
   * @return radians, or NaN if the parallel is not shown
   */
  abstract double radius(double distance);

  /**
   * The parallel of a radius.
   *
   * @param radius in radians, not negative
   * @return distance from the native pole in radians, or NaN if nothing is shown there
   */
  abstract double distance(double radius);

  @Override
  public final boolean toSphere(double x, double y, double[] direction) {
    double radius = Math.sqrt(x * x + y * y);
    double distance = distance(radius);
    double scale = radius == 0.0 ? 0.0 : Math.sin(distance) / radius;
    direction[0] = radius == 0.0 ? Math.sin(distance) : -y * scale;
    direction[1] = x * scale;
    direction[2] = Math.cos(distance);
    return !Double.isNaN(distance);
  }

  @Override
  public final boolean toPlane(double l, double m, double n, double[] point) {
    double flat = Math.sqrt(l * l + m * m);
    double radius = radius(Math.atan2(flat, n));
    point[0] = flat == 0.0 ? 0.0 : radius * (m / flat);
    point[1] = flat == 0.0 ? -radius : -radius * (l / flat);
    return !Double.isNaN(radius);
  }
}
