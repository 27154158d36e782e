// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/** SZP: from any point onto the plane at the pole, Paper II section 5.1.2. */
final class SlantPerspective implements Projection {
  private final double px;
  private final double py;
  private final double pz;

  SlantPerspective(Parameters parameters) {
    double mu = parameters.get(1, 0.0);
    double longitude = parameters.get(2, 0.0);
    double latitude = parameters.get(3, 90.0);
    px = -mu * Angle.cos(latitude) * Angle.sin(longitude);
    py = mu * Angle.cos(latitude) * Angle.cos(longitude);
    pz = mu * Angle.sin(latitude) + 1.0;
    if (pz == 0.0) {
      throw parameters.wrong(1, "the point of projection lies in the plane");
    }
  }

  @Override
  public double referenceLatitude() {
    return 90.0;
  }

  @Override
  public boolean toSphere(double x, double y, double[] direction) {
    // With w = 1 - n: the horizontal part is (x, y) - w ((x, y) - (px, py)) / pz; w is the smaller
    // root.
    double sx = (x - px) / pz;
    double sy = (y - py) / pz;
    double a = sx * sx + sy * sy + 1.0;
    double b = 1.0 + sx * x + sy * y;
    double square = x * x + y * y;
    double discriminant = b * b - a * square;
    if (discriminant < 0.0) {
      if (discriminant < -1e-12) {
        return false;
      }
      discriminant = 0.0;
    }
    double root = Math.sqrt(discriminant);
    double depth = b > 0.0 ? square / (b + root) : (b - root) / a;
    if (depth < 0.0 || depth > 2.0) {
      depth = (b + root) / a;
    }
    direction[0] = -(y - sy * depth);
    direction[1] = x - sx * depth;
    direction[2] = 1.0 - depth;
    return depth >= 0.0 && depth <= 2.0;
  }

  @Override
  public boolean toPlane(double l, double m, double n, double[] point) {
    double depth = n > 0.0 ? (l * l + m * m) / (1.0 + n) : 1.0 - n;
    double scale = pz - depth;
    point[0] = (pz * m - px * depth) / scale;
    point[1] = -(pz * l + py * depth) / scale;
    return scale * Math.signum(pz) > 0.0 && (Math.abs(pz - 1.0) <= 1.0 || seen(l, m, n));
  }

  /**
   * Whether the point is on the side of the sphere that faces the pole, for an eye outside of it.
   */
  private boolean seen(double l, double m, double n) {
    // The eye is at (-py, px, 1 - pz) in (l, m, n).
    double dot = -py * l + px * m + (1.0 - pz) * n;
    return pz > 1.0 ? dot <= 1.0 : dot >= 1.0;
  }
}
