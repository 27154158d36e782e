// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.region;

import java.util.Optional;
import org.nasmyth.wcs.PixelRange;
import org.nasmyth.wcs.SkyPlane;

/**
 * The box of pixels found by looking at many points of every pixel: slow, and blind to what lies
 * between them.
 */
final class DenseSearch {
  private DenseSearch() {}

  /**
   * Searches.
   *
   * @param per how many points each pixel has along each axis, edges included
   * @param slack regions are taken as larger by this many radians
   * @param spacings and at least by this many times what lies between two such points
   */
  static Optional<PixelBox> box(
      SkyPlane plane, SkyRegion region, int per, double slack, double spacings) {
    SkyPlane.Walk walk = plane.walk();
    double[] direction = new double[3];
    long left = Long.MAX_VALUE;
    long right = 0;
    long bottom = Long.MAX_VALUE;
    long top = 0;
    for (long j = 1; j <= plane.height(); j++) {
      for (long i = 1; i <= plane.width(); i++) {
        if (i >= left && i <= right && j >= bottom && j <= top) {
          continue;
        }
        if (touches(walk, direction, region, i, j, per, slack, spacings)) {
          left = Math.min(left, i);
          right = Math.max(right, i);
          bottom = Math.min(bottom, j);
          top = Math.max(top, j);
        }
      }
    }
    return right == 0
        ? Optional.empty()
        : Optional.of(new PixelBox(new PixelRange(left, right), new PixelRange(bottom, top)));
  }

  private static boolean touches(
      SkyPlane.Walk walk,
      double[] direction,
      SkyRegion region,
      long i,
      long j,
      int per,
      double slack,
      double spacings) {
    UnitVector[][] at = new UnitVector[per][per];
    for (int a = 0; a < per; a++) {
      for (int b = 0; b < per; b++) {
        if (walk.toDirection(
            i - 0.5 + (double) a / (per - 1), j - 0.5 + (double) b / (per - 1), direction)) {
          at[a][b] = new UnitVector(direction[0], direction[1], direction[2]);
        }
      }
    }
    double widest = 0.0;
    for (int a = 0; spacings > 0.0 && a < per; a++) {
      for (int b = 1; b < per; b++) {
        widest =
            Math.max(widest, Math.max(gap(at[a][b], at[a][b - 1]), gap(at[b][a], at[b - 1][a])));
      }
    }
    for (UnitVector[] row : at) {
      for (UnitVector point : row) {
        if (point != null && region.distance(point) <= Math.max(slack, spacings * widest)) {
          return true;
        }
      }
    }
    return false;
  }

  private static double gap(UnitVector one, UnitVector other) {
    return one == null || other == null ? 0.0 : one.angle(other);
  }
}
