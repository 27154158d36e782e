// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/** PCO: every parallel is a circle of true length about its own centre, Paper II section 5.5.2. */
final class Polyconic extends AngularProjection {
  Polyconic() {
    super(0.0);
  }

  @Override
  void toAngles(double x, double y, double[] angles) {
    double target = Math.abs(y);
    if (target > Math.PI / 2 + EDGE && x == 0.0) {
      angles[0] = Double.NaN;
      angles[1] = Double.NaN;
      return;
    }
    // The latitude has the sign of y; f(t) = x^2 - 2 (y - t) cot t + (y - t)^2, freed of the pole
    // at the equator.
    double low = 0.0;
    double high = Math.PI / 2;
    double latitude = Math.min(target, high);
    for (int k = 0; k < 200 && high - low > 1e-16 * high; k++) {
      double f = offCircle(x, target, latitude);
      if (f < 0.0) {
        low = latitude;
      } else {
        high = latitude;
      }
      double step = 1e-7 * Math.max(latitude, 1e-3);
      double slope =
          (offCircle(x, target, latitude + step) - offCircle(x, target, latitude - step))
              / (2.0 * step);
      double next = latitude - f / slope;
      if (!(next > low && next < high)) {
        next = 0.5 * (low + high);
      }
      if (Math.abs(next - latitude) <= 1e-17) {
        break;
      }
      latitude = next;
    }
    double tangent = Math.tan(latitude);
    double sine = Math.sin(latitude);
    double rest = target - latitude;
    angles[0] = Math.abs(sine) < 1e-14 ? x : Math.atan2(x * tangent, 1.0 - rest * tangent) / sine;
    angles[1] = Math.copySign(latitude, y);
  }

  private static double offCircle(double x, double y, double latitude) {
    double rest = y - latitude;
    return (x * x + rest * rest) * Math.sin(latitude) - 2.0 * rest * Math.cos(latitude);
  }

  @Override
  void toPoint(double longitude, double latitude, double[] point) {
    double sine = Math.sin(latitude);
    double cosine = Math.cos(latitude);
    double angle = longitude * sine;
    if (Math.abs(latitude) < 1e-5) {
      // Series at the equator, where the circles become a straight line.
      point[0] = longitude * cosine * (1.0 - angle * angle / 6.0);
      point[1] =
          latitude + cosine * longitude * longitude * sine / 2.0 * (1.0 - angle * angle / 12.0);
      return;
    }
    double s = Math.sin(angle / 2.0);
    point[0] = cosine / sine * Math.sin(angle);
    point[1] = latitude + cosine / sine * 2.0 * s * s;
  }
}
