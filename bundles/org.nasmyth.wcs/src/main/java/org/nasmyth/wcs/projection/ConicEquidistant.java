// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/** COD: Paper II section 5.4.3. */
final class ConicEquidistant extends Conic {
  private final double constant;
  private final double apex;

  ConicEquidistant(Parameters parameters) {
    super(parameters);
    double eta = Math.toRadians(half);
    double cotangent = Angle.cos(middle) / Angle.sin(middle);
    constant = half == 0.0 ? Angle.sin(middle) : Angle.sin(middle) * Angle.sin(half) / eta;
    apex = half == 0.0 ? cotangent : eta * Angle.cos(half) / Angle.sin(half) * cotangent;
  }

  @Override
  double constant() {
    return constant;
  }

  @Override
  double apex() {
    return apex;
  }

  @Override
  double radius(double latitude) {
    return apex + (Math.toRadians(middle) - latitude);
  }

  @Override
  double latitude(double radius) {
    return Math.toRadians(middle) + (apex - radius);
  }
}
