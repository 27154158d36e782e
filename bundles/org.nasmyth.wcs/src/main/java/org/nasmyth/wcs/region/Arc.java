// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.region;

/** A great circle arc shorter than half a turn, and how far directions are from it. Immutable. */
final class Arc {
  private final UnitVector start;
  private final UnitVector end;
  private final UnitVector normal;

  /**
   * Makes an arc.
   *
   * @param start where it begins
   * @param end where it ends, neither equal nor opposite to the start
   */
  Arc(UnitVector start, UnitVector end) {
    this.start = start;
    this.end = end;
    // (a - b) x (a + b) = 2 a x b, with more digits where a and b are near each other
    normal = start.plus(end, -1.0).cross(start.plus(end, 1.0)).normalised();
  }

  UnitVector start() {
    return start;
  }

  UnitVector end() {
    return end;
  }

  /** The direction to the left of the arc. */
  UnitVector normal() {
    return normal;
  }

  /** The angle to the nearest point of the arc, radians. */
  double distance(UnitVector direction) {
    boolean beside =
        normal.cross(start).dot(direction) >= 0.0 && end.cross(normal).dot(direction) >= 0.0;
    return beside
        ? Math.abs(Math.asin(Math.max(-1.0, Math.min(1.0, normal.dot(direction)))))
        : Math.min(direction.angle(start), direction.angle(end));
  }

  /** Whether two arcs cross at points inside both. */
  boolean crosses(Arc other) {
    double a = normal.dot(other.start);
    double b = normal.dot(other.end);
    double c = other.normal.dot(start);
    double d = other.normal.dot(end);
    if (!(a * b < 0.0 && c * d < 0.0)) {
      return false;
    }
    UnitVector meeting = normal.cross(other.normal);
    // The circles meet at two opposite points; the arcs cross if both hold the same one.
    double side = meeting.dot(start.plus(end, 1.0));
    double otherSide = meeting.dot(other.start.plus(other.end, 1.0));
    return side * otherSide > 0.0;
  }

  /** A point of the arc: 0 is its start, 1 its end. */
  UnitVector at(double fraction) {
    return new UnitVector(0, 0, 0).plus(start, 1.0 - fraction).plus(end, fraction).normalised();
  }
}
