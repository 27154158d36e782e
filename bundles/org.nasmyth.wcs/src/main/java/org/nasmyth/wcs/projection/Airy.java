// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/** AIR: the least distorted projection within a distance from the pole, Paper II section 5.1.9. */
final class Airy extends RadialProjection {
  private final double weight;

  Airy(Parameters parameters) {
    double latitude = parameters.get(1, 90.0);
    if (!(latitude > -90.0 && latitude <= 90.0)) {
      throw parameters.wrong(1, "a latitude above -90 and up to 90 degrees is wanted");
    }
    double half = Math.toRadians((90.0 - latitude) / 2.0);
    weight = latitude == 90.0 ? -0.5 : logCosine(half) / (Math.tan(half) * Math.tan(half));
  }

  private static double logCosine(double half) {
    double sine = Math.sin(half);
    return 0.5 * Math.log1p(-sine * sine);
  }

  @Override
  double radius(double distance) {
    double half = distance / 2.0;
    if (half >= Math.PI / 2.0) {
      return Double.NaN;
    }
    double tangent = Math.tan(half);
    return half == 0.0 ? 0.0 : -2.0 * (logCosine(half) / tangent + weight * tangent);
  }

  private double slope(double distance) {
    double half = distance / 2.0;
    double sine = Math.sin(half);
    double cosine = Math.cos(half);
    double first = half < 1e-4 ? -0.5 : logCosine(half) / (sine * sine);
    return 1.0 + first - weight / (cosine * cosine);
  }

  @Override
  double distance(double radius) {
    double low = 0.0;
    double high = Math.PI * (1.0 - 1e-15);
    double z = Math.min(radius / (0.5 - weight), Math.PI * 0.9);
    for (int k = 0; k < 200; k++) {
      double error = radius(z) - radius;
      if (error > 0.0) {
        high = z;
      } else {
        low = z;
      }
      double next = z - error / slope(z);
      if (!(next > low && next < high)) {
        next = 0.5 * (low + high);
      }
      if (Math.abs(next - z) <= 4e-16 * z || high - low <= 1e-16 * high) {
        return next;
      }
      z = next;
    }
    return z;
  }
}
