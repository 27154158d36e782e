// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import com.google.common.geometry.S2Point;
import java.util.Arrays;
import java.util.List;

/**
 * Walks along the boundary of a shape. Between two neighbouring contacts with other boundaries
 * nothing changes, so one point between them tells for the whole piece.
 */
final class BoundaryWalk {
  private BoundaryWalk() {}

  /** Whether every point of a shape's boundary lies in at least one of the outer shapes. */
  static boolean staysInside(List<? extends Shape> outers, Shape shape) {
    List<Arc> obstacles = outers.stream().flatMap(s -> Arc.of(s).stream()).toList();
    for (Arc arc : Arc.of(shape)) {
      double[] stops = stops(arc, obstacles);
      for (int i = 1; i < stops.length; i++) {
        if (stops[i] - stops[i - 1] > Shape.TOLERANCE
            && !inside(outers, arc.point((stops[i - 1] + stops[i]) / 2))) {
          return false;
        }
      }
    }
    return true;
  }

  /** Length of a shape's boundary in radians. */
  static double length(Shape shape) {
    double sum = 0;
    for (Arc arc : Arc.of(shape)) {
      sum += arc.length() * Math.sin(arc.radius());
    }
    return sum;
  }

  private static double[] stops(Arc arc, List<Arc> obstacles) {
    double[] stops = new double[2 + 2 * obstacles.size()];
    int count = 0;
    stops[count++] = 0;
    stops[count++] = arc.length();
    for (Arc obstacle : obstacles) {
      for (double contact : arc.contacts(obstacle)) {
        stops[count++] = contact;
      }
    }
    double[] sorted = Arrays.copyOf(stops, count);
    Arrays.sort(sorted);
    return sorted;
  }

  private static boolean inside(List<? extends Shape> outers, S2Point p) {
    for (Shape outer : outers) {
      if (outer.contains(p)) {
        return true;
      }
    }
    return false;
  }
}
