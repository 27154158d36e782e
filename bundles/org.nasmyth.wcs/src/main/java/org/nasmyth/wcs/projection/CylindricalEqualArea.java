// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/** CEA: Paper II section 5.2.2. */
final class CylindricalEqualArea extends AngularProjection {
  private final double lambda;

  CylindricalEqualArea(Parameters parameters) {
    super(0.0);
    lambda = parameters.get(1, 1.0);
    if (!(lambda > 0.0 && lambda <= 1.0)) {
      throw parameters.wrong(1, "a number above 0 and up to 1 is wanted");
    }
  }

  @Override
  void toAngles(double x, double y, double[] angles) {
    angles[0] = x;
    angles[1] = arcSine(y * lambda);
  }

  @Override
  void toPoint(double longitude, double latitude, double[] point) {
    point[0] = longitude;
    point[1] = Math.sin(latitude) / lambda;
  }
}
