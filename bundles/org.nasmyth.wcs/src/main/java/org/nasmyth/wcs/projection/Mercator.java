// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/** MER: Paper II section 5.2.4. */
final class Mercator extends AngularProjection {
  Mercator() {
    super(0.0);
  }

  @Override
  void toAngles(double x, double y, double[] angles) {
    angles[0] = x;
    angles[1] = Math.atan(Math.sinh(y));
  }

  @Override
  void toPoint(double longitude, double latitude, double[] point) {
    double tangent = Math.tan(Math.abs(latitude));
    double sine = Math.sin(Math.abs(latitude));
    point[0] = longitude;
    // asinh(tan) in the form that keeps its digits at the equator; the poles are at infinity.
    point[1] =
        Math.abs(latitude) >= Math.PI / 2
            ? Double.NaN
            : Math.copySign(
                tangent < 1.0
                    ? 0.5 * Math.log1p(2.0 * sine / (1.0 - sine))
                    : Math.log(tangent + Math.sqrt(1.0 + tangent * tangent)),
                latitude);
  }
}
