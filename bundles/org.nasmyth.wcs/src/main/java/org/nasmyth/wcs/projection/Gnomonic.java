// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/** TAN: from the centre of the sphere onto a tangent plane, Paper II section 5.1.3. */
final class Gnomonic implements Projection {
  @Override
  public double referenceLatitude() {
    return 90.0;
  }

  @Override
  public boolean toSphere(double x, double y, double[] direction) {
    double n = 1.0 / Math.sqrt(1.0 + x * x + y * y);
    direction[0] = -y * n;
    direction[1] = x * n;
    direction[2] = n;
    return true;
  }

  @Override
  public boolean toPlane(double l, double m, double n, double[] point) {
    point[0] = m / n;
    point[1] = -l / n;
    return n > 0.0;
  }
}
