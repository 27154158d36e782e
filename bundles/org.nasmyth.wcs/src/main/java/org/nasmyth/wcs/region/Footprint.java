// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.region;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nasmyth.wcs.SkyPlane;

/**
 * What an image shows of the sky: the outline of its pixels, and a circle that holds it.
 *
 * @param outline vertices in order, going once around the image from its first pixel along the
 *     first axis; the last is not the first again. Between vertices the edge of the image is taken
 *     as a great circle.
 * @param exact whether the whole edge of the image is on the sky; otherwise vertices lie on the
 *     border of the projection
 * @param enclosing a circle that holds all that the image shows
 */
public record Footprint(List<UnitVector> outline, boolean exact, SkyCircle enclosing) {
  private static final int GRID = 24;

  /** Makes a footprint. */
  public Footprint {
    outline = List.copyOf(outline);
  }

  /**
   * Finds the footprint of an image.
   *
   * @param plane the image
   * @param perEdge how many vertices each of its four edges gets, at least 1
   * @return the footprint; empty if no pixel shows any sky
   * @throws org.nasmyth.wcs.WcsException if the frame of the image has no known relation to ICRS
   */
  public static Optional<Footprint> of(SkyPlane plane, int perEdge) {
    if (perEdge < 1) {
      throw new IllegalArgumentException("An edge has at least 1 vertex, not " + perEdge + ".");
    }
    if (plane.width() < 1 || plane.height() < 1) {
      return Optional.empty();
    }
    return new Tracer(plane).trace(perEdge);
  }

  private static final class Tracer {
    private final SkyPlane.Walk walk;
    private final double width;
    private final double height;
    private final double[] direction = new double[3];
    private double innerX = Double.NaN;
    private double innerY = Double.NaN;

    Tracer(SkyPlane plane) {
      walk = plane.walk();
      width = plane.width();
      height = plane.height();
    }

    Optional<Footprint> trace(int perEdge) {
      List<UnitVector> all = new ArrayList<>();
      double nearest = Double.POSITIVE_INFINITY;
      for (int i = 0; i <= GRID; i++) {
        for (int j = 0; j <= GRID; j++) {
          double x = 0.5 + width * i / GRID;
          double y = 0.5 + height * j / GRID;
          if (walk.toDirection(x, y, direction)) {
            all.add(here());
            double fromMiddle = Math.hypot(i - GRID / 2.0, j - GRID / 2.0);
            if (fromMiddle < nearest) {
              nearest = fromMiddle;
              innerX = x;
              innerY = y;
            }
          }
        }
      }
      if (all.isEmpty()) {
        return Optional.empty();
      }
      boolean exact = true;
      List<UnitVector> outline = new ArrayList<>();
      for (int edge = 0; edge < 4; edge++) {
        for (int k = 0; k < perEdge; k++) {
          double f = (double) k / perEdge;
          double x = 0.5 + width * (edge == 0 ? f : edge == 1 ? 1.0 : edge == 2 ? 1.0 - f : 0.0);
          double y = 0.5 + height * (edge == 0 ? 0.0 : edge == 1 ? f : edge == 2 ? 1.0 : 1.0 - f);
          exact &= walk.toDirection(x, y, direction);
          outline.add(towards(x, y));
        }
      }
      all.addAll(outline);
      return Optional.of(new Footprint(outline, exact, enclosing(all)));
    }

    private UnitVector here() {
      return new UnitVector(direction[0], direction[1], direction[2]);
    }

    /** The place itself, or the last one on the way to it from the inside that is on the sky. */
    private UnitVector towards(double x, double y) {
      if (walk.toDirection(x, y, direction)) {
        return here();
      }
      double inside = 0.0;
      double outside = 1.0;
      for (int k = 0; k < 50; k++) {
        double f = 0.5 * (inside + outside);
        if (walk.toDirection(innerX + f * (x - innerX), innerY + f * (y - innerY), direction)) {
          inside = f;
        } else {
          outside = f;
        }
      }
      walk.toDirection(innerX + inside * (x - innerX), innerY + inside * (y - innerY), direction);
      return here();
    }

    private static SkyCircle enclosing(List<UnitVector> all) {
      UnitVector sum = new UnitVector(0, 0, 0);
      for (UnitVector one : all) {
        sum = sum.plus(one, 1.0);
      }
      UnitVector centre = sum.length() > 1e-6 ? sum.normalised() : all.get(0);
      double radius = 0.0;
      for (UnitVector one : all) {
        radius = Math.max(radius, centre.angle(one));
      }
      // What lies between the points of the grid is a little further away.
      double degrees = Math.min(180.0, Math.toDegrees(radius) * (1.0 + 2.0 / GRID));
      return new SkyCircle(centre.longitude(), centre.latitude(), degrees);
    }
  }
}
