// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/** MOL: Paper II section 5.3.3. */
final class Mollweide extends AngularProjection {
  private static final double ROOT_TWO = Math.sqrt(2.0);

  Mollweide() {
    super(0.0);
  }

  @Override
  void toAngles(double x, double y, double[] angles) {
    double s = y / ROOT_TWO;
    double c = Math.sqrt(Math.max(0.0, (1.0 - s) * (1.0 + s)));
    angles[0] = c <= EDGE && Math.abs(x) <= EDGE ? 0.0 : x * Math.PI / (2.0 * ROOT_TWO * c);
    // The defining equation measured from the pole, near which the sine of the latitude has few
    // digits.
    double u = 2.0 * Math.atan2(c, Math.abs(s));
    double latitude = Math.PI / 2 - 2.0 * Math.asin(Math.sqrt(uMinusSine(u) / (2.0 * Math.PI)));
    angles[1] = Math.abs(s) > 1.0 + EDGE ? Double.NaN : Math.copySign(latitude, s);
  }

  @Override
  void toPoint(double longitude, double latitude, double[] point) {
    double gamma = parametricAngle(Math.abs(latitude));
    point[0] = 2.0 * ROOT_TWO / Math.PI * longitude * Math.cos(gamma);
    point[1] = Math.copySign(ROOT_TWO * Math.sin(gamma), latitude);
  }

  /**
   * Solves 2 g + sin 2 g = pi sin(latitude), measured from the pole when near it: there the slope
   * vanishes.
   */
  private static double parametricAngle(double latitude) {
    if (latitude >= Math.PI / 2) {
      return Math.PI / 2;
    }
    double half = Math.sin((Math.PI / 2 - latitude) / 2.0);
    double target = Math.PI * 2.0 * half * half;
    // With u = pi - 2 g: u - sin u = pi (1 - sin(latitude)).
    double u = Math.min(Math.cbrt(6.0 * target), Math.PI);
    double low = 0.0;
    double high = Math.PI;
    for (int k = 0; k < 100; k++) {
      double error = uMinusSine(u) - target;
      if (error > 0.0) {
        high = u;
      } else {
        low = u;
      }
      double s = Math.sin(u / 2.0);
      double next = u - error / (2.0 * s * s);
      if (!(next >= low && next <= high)) {
        next = 0.5 * (low + high);
      }
      if (Math.abs(next - u) <= 4e-16 * u) {
        break;
      }
      u = next;
    }
    return (Math.PI - u) / 2.0;
  }

  private static double uMinusSine(double u) {
    if (u > 0.5) {
      return u - Math.sin(u);
    }
    double square = u * u;
    double term = u * square / 6.0;
    double sum = term;
    for (int k = 5; k <= 15; k += 2) {
      term *= -square / ((k - 1) * k);
      sum += term;
    }
    return sum;
  }
}
