// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/** ZEA: Lambert's equal area projection, Paper II section 5.1.8. */
final class ZenithalEqualArea implements Projection {
  @Override
  public double referenceLatitude() {
    return 90.0;
  }

  @Override
  public boolean toSphere(double x, double y, double[] direction) {
    double q = x * x + y * y;
    if (q > 4.0) {
      if (q > 4.0 + 1e-11) {
        return false;
      }
      q = 4.0;
    }
    double scale = Math.sqrt(1.0 - q / 4.0);
    direction[0] = -y * scale;
    direction[1] = x * scale;
    direction[2] = 1.0 - q / 2.0;
    return true;
  }

  @Override
  public boolean toPlane(double l, double m, double n, double[] point) {
    if (n > 0.0) {
      double scale = Math.sqrt(2.0 / (1.0 + n));
      point[0] = m * scale;
      point[1] = -l * scale;
      return true;
    }
    double flat = Math.sqrt(l * l + m * m);
    double radius = Math.sqrt(2.0 * (1.0 - n));
    point[0] = flat == 0.0 ? 0.0 : radius * (m / flat);
    point[1] = flat == 0.0 ? -radius : -radius * (l / flat);
    return true;
  }
}
