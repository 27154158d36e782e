// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/**
 * ZPN: the radius is a polynomial of the distance from the pole, Paper II section 5.1.7. It shows
 * the sky as far as the polynomial rises.
 */
final class ZenithalPolynomial extends RadialProjection {
  private static final int STEPS = 1800;

  private final double[] coefficients;
  private final double limit;
  private final double limitRadius;

  ZenithalPolynomial(Parameters parameters) {
    int degree = parameters.count() - 1;
    while (degree >= 0 && parameters.get(degree, 0.0) == 0.0) {
      degree--;
    }
    if (degree < 1) {
      throw parameters.wrong(1, "the polynomial is constant");
    }
    coefficients = new double[degree + 1];
    for (int m = 0; m <= degree; m++) {
      coefficients[m] = parameters.get(m, 0.0);
    }
    if (slope(1e-9) <= 0.0) {
      throw parameters.wrong(1, "the polynomial does not rise at the pole");
    }
    limit = firstMaximum();
    limitRadius = value(limit);
  }

  private double firstMaximum() {
    double below = 0.0;
    for (int i = 1; i <= STEPS; i++) {
      double above = Math.PI * i / STEPS;
      if (slope(above) <= 0.0) {
        double low = below;
        double high = above;
        for (int k = 0; k < 60; k++) {
          double middle = 0.5 * (low + high);
          if (slope(middle) > 0.0) {
            low = middle;
          } else {
            high = middle;
          }
        }
        return low;
      }
      below = above;
    }
    return Math.PI;
  }

  private double value(double z) {
    double sum = 0.0;
    for (int m = coefficients.length - 1; m >= 0; m--) {
      sum = sum * z + coefficients[m];
    }
    return sum;
  }

  private double slope(double z) {
    double sum = 0.0;
    for (int m = coefficients.length - 1; m >= 1; m--) {
      sum = sum * z + m * coefficients[m];
    }
    return sum;
  }

  @Override
  double radius(double distance) {
    return distance <= limit ? value(distance) : Double.NaN;
  }

  @Override
  double distance(double radius) {
    double target = radius - coefficients[0];
    if (target < 0.0 || radius > limitRadius) {
      boolean rounding = target < 0.0 ? target >= -1e-13 : radius <= limitRadius * (1.0 + 1e-13);
      return !rounding ? Double.NaN : target < 0.0 ? 0.0 : limit;
    }
    // Newton's steps within a bracket: the polynomial rises throughout it.
    double low = 0.0;
    double high = limit;
    double z = Math.min(coefficients[1] > 0.0 ? target / coefficients[1] : limit / 2, limit);
    for (int k = 0; k < 100; k++) {
      double error = value(z) - radius;
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
