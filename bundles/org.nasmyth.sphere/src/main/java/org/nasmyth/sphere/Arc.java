// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import com.google.common.geometry.S2Point;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a boundary: part of a circle about an axis, anticlockwise from a start.
 *
 * @param axis centre of the circle
 * @param radius radius of the circle in radians, at most a quarter turn, which makes a great circle
 * @param start unit vector at a right angle to the axis, in the direction in which the arc starts
 * @param end the same for the direction in which it ends; arcs that meet at a vertex share it
 *     exactly
 * @param length angle that the arc subtends at the axis, in radians
 */
record Arc(S2Point axis, double radius, S2Point start, S2Point end, double length) {
  private static final double QUARTER = Math.PI / 2;

  static List<Arc> of(Shape shape) {
    if (shape instanceof Outline outline) {
      List<Arc> arcs = new ArrayList<>(outline.size());
      for (int i = 0; i < outline.size(); i++) {
        S2Point from = outline.vertex(i);
        S2Point to = outline.end(i);
        arcs.add(new Arc(outline.normal(i), QUARTER, from, to, UnitVectors.angle(from, to)));
      }
      return arcs;
    }
    Disc disc = (Disc) shape;
    if (disc.isWholeSky() || disc.radius() <= Shape.TOLERANCE) {
      return List.of();
    }
    S2Point axis = disc.isLarge() ? S2Point.neg(disc.centre()) : disc.centre();
    double radius = disc.isLarge() ? Math.PI - disc.radius() : disc.radius();
    S2Point start = S2Point.normalize(axis.ortho());
    return List.of(new Arc(axis, radius, start, start, 2 * Math.PI));
  }

  boolean isGreat() {
    return radius == QUARTER;
  }

  boolean isClosed() {
    return length == 2 * Math.PI;
  }

  Arc in(Tangent frame) {
    return new Arc(frame.in(axis), radius, frame.in(start), frame.in(end), length);
  }

  S2Point point(double angle) {
    S2Point side = S2Point.crossProd(axis, start);
    double sine = Math.sin(radius);
    double along = isGreat() ? 0 : Math.cos(radius);
    return S2Point.normalize(
        S2Point.add(
            S2Point.mul(axis, along),
            S2Point.add(
                S2Point.mul(start, sine * Math.cos(angle)),
                S2Point.mul(side, sine * Math.sin(angle)))));
  }

  /**
   * Where the full circle of another arc meets this arc, as angles about the axis; none for circles
   * that coincide.
   */
  double[] contacts(Arc other) {
    double distance = UnitVectors.angle(axis, other.axis);
    // Half the perimeter of the triangle of both centres and a meeting point, and Heron's rule for
    // it: no difference of cosines, so that the smallest circles are as precise as the largest.
    double half = (radius + other.radius + distance) / 2;
    double heron =
        4
            * Math.sin(half)
            * Math.sin(half - radius)
            * Math.sin(half - other.radius)
            * Math.sin(half - distance);
    if (!(heron >= 0) || distance < 1e-16) {
      return new double[0];
    }
    double sine = Math.sin(distance / 2);
    double cosine =
        2 * (isGreat() ? 0 : Math.cos(radius)) * sine * sine
            + 2 * Math.sin((radius + other.radius) / 2) * Math.sin((radius - other.radius) / 2);
    double middle =
        Math.atan2(S2Point.scalarTripleProduct(other.axis, axis, start), other.axis.dotProd(start));
    double side = Math.atan2(Math.sqrt(heron), cosine);
    double first = turn(middle - side);
    double second = turn(middle + side);
    if (first <= length) {
      return second <= length ? new double[] {first, second} : new double[] {first};
    }
    return second <= length ? new double[] {second} : new double[0];
  }

  /** An angle brought into 0 to 2 pi. */
  static double turn(double angle) {
    double rest = angle % (2 * Math.PI);
    return rest < 0 ? rest + 2 * Math.PI : rest;
  }
}
