// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.region;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A polygon whose sides are great circle arcs. Of the two parts into which they divide the sky, the
 * smaller one is meant, whichever way round the vertices go.
 */
public final class SkyPolygon implements SkyRegion {
  private static final double SAME = 1e-13;
  private static final double ON_BORDER = 1e-15;
  private static final int SAMPLES = 96;
  private static final int MOST_VERTICES = 10_000;

  private final List<Arc> sides;
  private final UnitVector middle;
  private final boolean withinHemisphere;
  private final double[] planeX;
  private final double[] planeY;
  private final UnitVector right;
  private final UnitVector up;

  /**
   * Makes a polygon.
   *
   * @param vertices the corners in order, at least 3 different ones; the last may repeat the first
   * @throws IllegalArgumentException if there are too few or too many, sides cross or are half a
   *     turn long, or no area is enclosed
   */
  public SkyPolygon(List<UnitVector> vertices) {
    List<UnitVector> corners = distinct(vertices);
    int count = corners.size();
    if (count < 3) {
      throw new IllegalArgumentException(
          "A polygon has at least 3 different vertices, not " + count + ".");
    }
    if (count > MOST_VERTICES) {
      throw new IllegalArgumentException(
          "A polygon of " + count + " vertices is not read, " + MOST_VERTICES + " are the most.");
    }
    if (turning(corners) < 0.0) {
      Collections.reverse(corners);
    }
    List<Arc> arcs = new ArrayList<>();
    UnitVector sum = new UnitVector(0, 0, 0);
    for (int k = 0; k < count; k++) {
      UnitVector here = corners.get(k);
      UnitVector next = corners.get((k + 1) % count);
      if (here.plus(next, 1.0).length() < 1e-9) {
        throw new IllegalArgumentException(
            "A side of the polygon is half a turn long, from vertex " + (k + 1) + ".");
      }
      arcs.add(new Arc(here, next));
      sum = sum.plus(here, 1.0);
    }
    requireSimple(arcs);
    sides = List.copyOf(arcs);
    middle = sum.length() > 1e-9 ? sum.normalised() : corners.get(0);
    boolean within = true;
    for (UnitVector corner : corners) {
      within &= middle.dot(corner) > 1e-3;
    }
    withinHemisphere = within;
    right = middle.perpendicular();
    up = middle.cross(right);
    planeX = new double[count];
    planeY = new double[count];
    for (int k = 0; k < count; k++) {
      UnitVector corner = corners.get(k);
      planeX[k] = corner.dot(right) / corner.dot(middle);
      planeY[k] = corner.dot(up) / corner.dot(middle);
    }
  }

  /**
   * Makes a polygon of coordinates.
   *
   * @param coordinates longitude and latitude of each vertex in turn, ICRS, degrees
   * @return the polygon
   * @throws IllegalArgumentException as the constructor does, or if a coordinate is out of its
   *     range
   */
  public static SkyPolygon of(double... coordinates) {
    if (coordinates.length % 2 != 0) {
      throw new IllegalArgumentException(
          "A polygon is given by pairs of coordinates, not by " + coordinates.length + " numbers.");
    }
    List<UnitVector> vertices = new ArrayList<>();
    for (int k = 0; k < coordinates.length; k += 2) {
      Bounds.requireLongitude(coordinates[k]);
      Bounds.requireLatitude(coordinates[k + 1]);
      vertices.add(UnitVector.of(coordinates[k], coordinates[k + 1]));
    }
    return new SkyPolygon(vertices);
  }

  private static List<UnitVector> distinct(List<UnitVector> vertices) {
    List<UnitVector> corners = new ArrayList<>();
    for (UnitVector vertex : vertices) {
      if (corners.isEmpty() || vertex.angle(corners.get(corners.size() - 1)) > SAME) {
        corners.add(vertex);
      }
    }
    while (corners.size() > 1 && corners.get(0).angle(corners.get(corners.size() - 1)) <= SAME) {
      corners.remove(corners.size() - 1);
    }
    return corners;
  }

  /** The sum of the left turns: 2 pi less the area on the left. */
  private static double turning(List<UnitVector> corners) {
    double sum = 0.0;
    int count = corners.size();
    for (int k = 0; k < count; k++) {
      UnitVector here = corners.get(k);
      UnitVector in = corners.get((k + count - 1) % count).cross(here).normalised();
      UnitVector out = here.cross(corners.get((k + 1) % count)).normalised();
      double sine = in.cross(out).dot(here);
      double cosine = in.dot(out);
      if (cosine < 0.0 && Math.abs(sine) < 1e-12) {
        throw new IllegalArgumentException(
            "The polygon goes back on itself at vertex " + (k + 1) + ".");
      }
      sum += Math.atan2(sine, cosine);
    }
    return sum;
  }

  private static void requireSimple(List<Arc> arcs) {
    int count = arcs.size();
    for (int i = 0; i < count; i++) {
      for (int j = i + 2; j < count; j++) {
        if ((i > 0 || j < count - 1) && arcs.get(i).crosses(arcs.get(j))) {
          throw new IllegalArgumentException(
              "The polygon crosses itself: sides " + (i + 1) + " and " + (j + 1) + " meet.");
        }
      }
    }
  }

  @Override
  public double distance(UnitVector direction) {
    double nearest = Math.PI;
    for (Arc side : sides) {
      nearest = Math.min(nearest, side.distance(direction));
    }
    return nearest > ON_BORDER && !contains(direction) ? nearest : -nearest;
  }

  private boolean contains(UnitVector direction) {
    return withinHemisphere ? containsInPlane(direction) : containsByCrossings(direction);
  }

  /**
   * Great circles are straight lines on the plane that touches the sphere in the middle of the
   * polygon.
   */
  private boolean containsInPlane(UnitVector direction) {
    double depth = direction.dot(middle);
    if (depth <= 0.0) {
      return false;
    }
    double x = direction.dot(right) / depth;
    double y = direction.dot(up) / depth;
    boolean inside = false;
    for (int k = 0, before = planeX.length - 1; k < planeX.length; before = k++) {
      if (planeY[k] > y != planeY[before] > y
          && x
              < (planeX[before] - planeX[k]) * (y - planeY[k]) / (planeY[before] - planeY[k])
                  + planeX[k]) {
        inside = !inside;
      }
    }
    return inside;
  }

  /**
   * Goes from a point just left of the first side to the direction and counts how often the border
   * is crossed.
   */
  private boolean containsByCrossings(UnitVector direction) {
    Arc first = sides.get(0);
    UnitVector known = first.at(0.4142135).plus(first.normal(), 1e-7).normalised();
    UnitVector target = direction;
    if (known.plus(target, 1.0).length() < 1e-6) {
      target = target.plus(target.perpendicular(), 1e-5).normalised();
    }
    if (known.angle(target) < 1e-12) {
      return true;
    }
    Arc way = new Arc(known, target);
    boolean inside = true;
    for (Arc side : sides) {
      if (way.crosses(side)) {
        inside = !inside;
      }
    }
    return inside;
  }

  @Override
  public List<UnitVector> samples() {
    List<UnitVector> samples = new ArrayList<>();
    int each = Math.max(1, SAMPLES / sides.size());
    for (Arc side : sides) {
      for (int k = 0; k < each; k++) {
        samples.add(side.at((double) k / each));
      }
    }
    return samples;
  }
}
