// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/** SFL, formerly GLS: parallels keep their length, Paper II section 5.3.1. */
final class SansonFlamsteed extends AngularProjection {
  SansonFlamsteed() {
    super(0.0);
  }

  @Override
  void toAngles(double x, double y, double[] angles) {
    double cosine = Math.cos(y);
    angles[0] = Math.abs(x) <= EDGE && cosine < EDGE ? 0.0 : x / cosine;
    angles[1] = y;
  }

  @Override
  void toPoint(double longitude, double latitude, double[] point) {
    point[0] = longitude * Math.cos(latitude);
    point[1] = latitude;
  }
}
