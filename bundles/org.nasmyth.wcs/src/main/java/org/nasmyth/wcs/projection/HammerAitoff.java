// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/** AIT: Paper II section 5.3.4. */
final class HammerAitoff implements Projection {
  @Override
  public double referenceLatitude() {
    return 0.0;
  }

  @Override
  public boolean toSphere(double x, double y, double[] direction) {
    double square = 1.0 - x * x / 16.0 - y * y / 4.0;
    if (square < 0.5) {
      if (square < 0.5 - 1e-13) {
        return false;
      }
      square = 0.5;
    }
    double z = Math.sqrt(square);
    // Half the longitude as a direction: (2 z^2 - 1, z x / 2) has the length cos(theta).
    double c = 2.0 * square - 1.0;
    double s = z * x / 2.0;
    double n = y * z;
    double flat = Math.sqrt(c * c + s * s);
    if (flat == 0.0) {
      direction[0] = 0.0;
      direction[1] = 0.0;
    } else {
      direction[0] = (c - s) * (c + s) / flat;
      direction[1] = 2.0 * s * c / flat;
    }
    direction[2] = n;
    return Math.abs(n) <= 1.0 + 1e-13;
  }

  @Override
  public boolean toPlane(double l, double m, double n, double[] point) {
    double flat = Math.sqrt(l * l + m * m);
    double half = Math.atan2(m, l) / 2.0;
    double gamma = Math.sqrt(2.0 / (1.0 + flat * Math.cos(half)));
    point[0] = 2.0 * gamma * flat * Math.sin(half);
    point[1] = gamma * n;
    return true;
  }
}
