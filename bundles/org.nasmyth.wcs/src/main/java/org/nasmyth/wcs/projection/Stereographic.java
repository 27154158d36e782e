// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/** STG: from the opposite pole onto a tangent plane, Paper II section 5.1.4. */
final class Stereographic implements Projection {
  @Override
  public double referenceLatitude() {
    return 90.0;
  }

  @Override
  public boolean toSphere(double x, double y, double[] direction) {
    double q = (x * x + y * y) / 4.0;
    double scale = 1.0 / (1.0 + q);
    direction[0] = -y * scale;
    direction[1] = x * scale;
    direction[2] = (1.0 - q) * scale;
    return true;
  }

  @Override
  public boolean toPlane(double l, double m, double n, double[] point) {
    // 1 + n loses its digits towards the opposite pole, where (l^2 + m^2) / (1 - n) keeps them.
    double height = n > 0.0 ? 1.0 + n : (l * l + m * m) / (1.0 - n);
    point[0] = 2.0 * m / height;
    point[1] = -2.0 * l / height;
    return height > 0.0;
  }
}
