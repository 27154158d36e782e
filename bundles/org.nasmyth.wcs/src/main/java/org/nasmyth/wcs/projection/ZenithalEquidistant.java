// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/** ARC: radii are distances, Paper II section 5.1.6. */
final class ZenithalEquidistant extends RadialProjection {
  @Override
  double radius(double distance) {
    return distance;
  }

  @Override
  double distance(double radius) {
    if (radius > Math.PI) {
      return radius > Math.PI * (1.0 + 1e-13) ? Double.NaN : Math.PI;
    }
    return radius;
  }
}
