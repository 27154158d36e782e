// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/** COP: Colles' perspective, Paper II section 5.4.1. */
final class ConicPerspective extends Conic {
  private final double constant;
  private final double scale;
  private final double apex;

  ConicPerspective(Parameters parameters) {
    super(parameters);
    constant = Angle.sin(middle);
    scale = Angle.cos(half);
    apex = scale / Angle.tan(middle);
    if (scale == 0.0) {
      throw wrongSpread("the standard parallels are the poles");
    }
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
    double offset = latitude - Math.toRadians(middle);
    double radius = apex - scale * Math.tan(offset);
    // Beyond a right angle the ray meets the other half of the cone.
    return Math.abs(offset) >= Math.PI / 2 || radius * middle < 0.0 ? Double.NaN : radius;
  }

  @Override
  double latitude(double radius) {
    return Math.toRadians(middle) + Math.atan((apex - radius) / scale);
  }
}
