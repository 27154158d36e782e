// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/** CYP: from a point of the equatorial plane onto a cylinder, Paper II section 5.2.1. */
final class CylindricalPerspective extends AngularProjection {
  private final double mu;
  private final double lambda;

  CylindricalPerspective(Parameters parameters) {
    super(0.0);
    mu = parameters.get(1, 1.0);
    lambda = parameters.get(2, 1.0);
    if (lambda == 0.0) {
      throw parameters.wrong(2, "the cylinder has no radius");
    }
    if (mu == -lambda) {
      throw parameters.wrong(1, "the points of projection lie on the cylinder");
    }
  }

  @Override
  void toAngles(double x, double y, double[] angles) {
    double eta = y / (mu + lambda);
    angles[0] = x / lambda;
    angles[1] = Math.atan2(eta, 1.0) + arcSine(eta * mu / Math.sqrt(eta * eta + 1.0));
  }

  @Override
  void toPoint(double longitude, double latitude, double[] point) {
    double scale = mu + Math.cos(latitude);
    point[0] = lambda * longitude;
    point[1] = scale == 0.0 ? Double.NaN : (mu + lambda) / scale * Math.sin(latitude);
  }
}
