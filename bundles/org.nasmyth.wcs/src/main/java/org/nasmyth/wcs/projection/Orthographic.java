// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/**
 * SIN: from infinity, along the axis or, with parameters, aslant, Paper II section 5.1.5. The slant
 * form is what aperture synthesis makes; NCP is one of its cases.
 */
final class Orthographic implements Projection {
  private final double xi;
  private final double eta;

  Orthographic(Parameters parameters) {
    xi = parameters.get(1, 0.0);
    eta = parameters.get(2, 0.0);
  }

  @Override
  public double referenceLatitude() {
    return 90.0;
  }

  @Override
  public boolean toSphere(double x, double y, double[] direction) {
    // The smaller root of the quadratic equation for 1 - n, in the form that subtracts nothing.
    double square = x * x + y * y;
    double b = 1.0 + xi * x + eta * y;
    double discriminant = b * b - (1.0 + xi * xi + eta * eta) * square;
    if (discriminant < 0.0) {
      if (discriminant < -1e-13) {
        return false;
      }
      discriminant = 0.0;
    }
    double depth = square / (b + Math.sqrt(discriminant));
    direction[0] = -(y - eta * depth);
    direction[1] = x - xi * depth;
    direction[2] = 1.0 - depth;
    return depth >= 0.0 && depth <= 2.0;
  }

  @Override
  public boolean toPlane(double l, double m, double n, double[] point) {
    double depth = n > 0.0 ? (l * l + m * m) / (1.0 + n) : 1.0 - n;
    point[0] = m + xi * depth;
    point[1] = -l + eta * depth;
    return n + xi * m - eta * l >= 0.0;
  }
}
