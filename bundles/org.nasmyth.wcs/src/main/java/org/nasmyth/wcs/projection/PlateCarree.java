// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/** CAR: longitude and latitude themselves, Paper II section 5.2.3. */
final class PlateCarree extends AngularProjection {
  PlateCarree() {
    super(0.0);
  }

  @Override
  void toAngles(double x, double y, double[] angles) {
    angles[0] = x;
    angles[1] = y;
  }

  @Override
  void toPoint(double longitude, double latitude, double[] point) {
    point[0] = longitude;
    point[1] = latitude;
  }
}
