// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/** COE: Albers' equal area, Paper II section 5.4.2. */
final class ConicEqualArea extends Conic {
  private final double gamma;
  private final double product;
  private final double apex;

  ConicEqualArea(Parameters parameters) {
    super(parameters);
    double first = Angle.sin(middle - half);
    double second = Angle.sin(middle + half);
    gamma = first + second;
    product = 1.0 + first * second;
    if (gamma == 0.0) {
      throw wrongSpread("the standard parallels lie as far north as south");
    }
    apex = radius(Math.toRadians(middle));
  }

  @Override
  double constant() {
    return gamma / 2.0;
  }

  @Override
  double apex() {
    return apex;
  }

  @Override
  double radius(double latitude) {
    return 2.0 / gamma * Math.sqrt(Math.max(0.0, product - gamma * Math.sin(latitude)));
  }

  @Override
  double latitude(double radius) {
    double r = radius * gamma / 2.0;
    return arcSine((product - r * r) / gamma);
  }
}
