// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

/** The rotation from ICRS into a frame. */
final class Rotation {
  private static final Rotation IDENTITY =
      new Rotation(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});

  /** The inverse of the turn from FK5 to the Hipparcos frame by (-19.9, -9.1, 22.9) mas. */
  private static final Rotation FK5 = about(19.9e-3 / 3600, 9.1e-3 / 3600, -22.9e-3 / 3600);

  private static final Rotation GALACTIC =
      about(0, 0, 192.85948 + 90).then(about(90 - 27.12825, 0, 0)).then(about(0, 0, -32.93192));

  private static final Rotation ECLIPTIC = FK5.then(about(84381.448 / 3600, 0, 0));

  /** Rows are the frame's axes as unit vectors in ICRS. */
  private final double[][] axes;

  private Rotation(double[][] axes) {
    this.axes = axes;
  }

  static Rotation of(Frame frame) {
    return switch (frame) {
      case ICRS -> IDENTITY;
      case FK5 -> FK5;
      case GALACTIC -> GALACTIC;
      case ECLIPTIC -> ECLIPTIC;
    };
  }

  double[] toIcrs(SkyPoint point) {
    double[] v = {point.x(), point.y(), point.z()};
    double[] icrs = new double[3];
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        icrs[k] += axes[i][k] * v[i];
      }
    }
    return icrs;
  }

  SkyPoint fromIcrs(double[] icrs) {
    double[] v = new double[3];
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        v[i] += axes[i][k] * icrs[k];
      }
    }
    return SkyPoint.ofVector(v[0], v[1], v[2]);
  }

  double[][] rows() {
    return new double[][] {axes[0].clone(), axes[1].clone(), axes[2].clone()};
  }

  private Rotation then(Rotation next) {
    double[][] product = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        for (int j = 0; j < 3; j++) {
          product[i][k] += next.axes[i][j] * axes[j][k];
        }
      }
    }
    return new Rotation(product);
  }

  /** Axes turned about a vector by its length in degrees. */
  private static Rotation about(double x, double y, double z) {
    double angle = Math.sqrt(x * x + y * y + z * z);
    double c = UnitVectors.cosDegrees(angle);
    double s = UnitVectors.sinDegrees(angle);
    double half = UnitVectors.sinDegrees(angle / 2);
    double versine = 2 * half * half;
    double[] u = {x / angle, y / angle, z / angle};
    double[][] axes = new double[3][3];
    for (int i = 0; i < 3; i++) {
      int j = (i + 1) % 3;
      int k = (i + 2) % 3;
      axes[i][i] = c + u[i] * u[i] * versine;
      axes[i][j] = u[i] * u[j] * versine + s * u[k];
      axes[i][k] = u[i] * u[k] * versine - s * u[j];
    }
    return new Rotation(axes);
  }
}
