// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/** PAR: Craster's parabolic projection, Paper II section 5.3.2. */
final class Parabolic extends AngularProjection {
  Parabolic() {
    super(0.0);
  }

  @Override
  void toAngles(double x, double y, double[] angles) {
    double s = y / Math.PI;
    double width = 1.0 - 4.0 * s * s;
    angles[0] = width <= EDGE && Math.abs(x) <= EDGE ? 0.0 : x / width;
    angles[1] = Math.abs(s) > 0.5 + EDGE ? Double.NaN : 3.0 * Math.asin(s);
  }

  @Override
  void toPoint(double longitude, double latitude, double[] point) {
    double s = Math.sin(latitude / 3.0);
    point[0] = longitude * (1.0 - 4.0 * s * s);
    point[1] = Math.PI * s;
  }
}
