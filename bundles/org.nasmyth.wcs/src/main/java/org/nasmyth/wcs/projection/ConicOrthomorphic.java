// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/** COO: Lambert's conformal, Paper II section 5.4.4. */
final class ConicOrthomorphic extends Conic {
  private final double constant;
  private final double psi;
  private final double apex;

  ConicOrthomorphic(Parameters parameters) {
    super(parameters);
    double first = middle - half;
    double second = middle + half;
    if (Math.abs(first) == 90.0 || Math.abs(second) == 90.0) {
      throw wrongSpread("a standard parallel is a pole");
    }
    double tangent = Angle.tan((90.0 - first) / 2.0);
    constant =
        half == 0.0
            ? Angle.sin(middle)
            : Math.log(Angle.cos(second) / Angle.cos(first))
                / Math.log(Angle.tan((90.0 - second) / 2.0) / tangent);
    if (constant == 0.0) {
      throw wrongSpread("the standard parallels lie as far north as south");
    }
    psi = Angle.cos(first) / (constant * Math.pow(tangent, constant));
    apex = psi * Math.pow(Angle.tan((90.0 - middle) / 2.0), constant);
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
    double tangent = Math.tan((Math.PI / 2 - latitude) / 2.0);
    if (latitude <= -Math.PI / 2) {
      return constant < 0.0 ? 0.0 : Double.NaN;
    }
    if (latitude >= Math.PI / 2) {
      return constant > 0.0 ? 0.0 : Double.NaN;
    }
    return psi * Math.pow(tangent, constant);
  }

  @Override
  double latitude(double radius) {
    if (radius == 0.0) {
      return Math.copySign(Math.PI / 2, constant);
    }
    return Math.PI / 2 - 2.0 * Math.atan(Math.pow(radius / psi, 1.0 / constant));
  }
}
