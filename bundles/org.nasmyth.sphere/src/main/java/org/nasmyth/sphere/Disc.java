// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import com.google.common.geometry.S2Point;

/** A circle, or with radius 0 a point. */
final class Disc implements Shape {
  private final S2Point centre;
  private final double radius;

  /**
   * Squared chord that decides containment: the largest one to the centre for a small circle, the
   * smallest one to the centre's antipode for a large one. Chords are precise below 90 degrees
   * only.
   */
  private final double limit2;

  Disc(S2Point centre, double radius) {
    this.centre = centre;
    this.radius = radius;
    this.limit2 = isLarge() ? chord2(Math.PI - radius - TOLERANCE) : chord2(radius + TOLERANCE);
  }

  static Disc of(SkyPoint centre, double radius) {
    return new Disc(UnitVectors.of(centre), radius);
  }

  S2Point centre() {
    return centre;
  }

  double radius() {
    return radius;
  }

  boolean isLarge() {
    return radius > Math.PI / 2;
  }

  boolean isWholeSky() {
    return radius >= Math.PI - TOLERANCE;
  }

  @Override
  public Disc cap() {
    return this;
  }

  @Override
  public boolean contains(S2Point p) {
    return isLarge()
        ? UnitVectors.antichord2(centre, p) >= limit2
        : UnitVectors.chord2(centre, p) <= limit2;
  }

  boolean contains(double x, double y, double z) {
    int sign = isLarge() ? 1 : -1;
    double dx = x + sign * centre.getX();
    double dy = y + sign * centre.getY();
    double dz = z + sign * centre.getZ();
    double chord2 = dx * dx + dy * dy + dz * dz;
    return isLarge() ? chord2 >= limit2 : chord2 <= limit2;
  }

  boolean contains(Disc other) {
    return isWholeSky()
        || UnitVectors.angle(centre, other.centre) + other.radius <= radius + TOLERANCE;
  }

  boolean intersects(Disc other) {
    return UnitVectors.angle(centre, other.centre) <= radius + other.radius + TOLERANCE;
  }

  boolean contains(Outline outline) {
    if (!isLarge()) {
      // A circle up to a hemisphere is convex, and too small to lie outside its own outline.
      for (int i = 0; i < outline.size(); i++) {
        if (!contains(outline.vertex(i))) {
          return false;
        }
      }
      return true;
    }
    if (isWholeSky()) {
      return true;
    }
    S2Point opposite = S2Point.neg(centre);
    return !outline.interior(opposite)
        && outline.boundaryDistance(opposite) >= Math.PI - radius - TOLERANCE;
  }

  @Override
  public double area() {
    double sine = Math.sin(radius / 2);
    return 4 * Math.PI * sine * sine;
  }

  @Override
  public S2Point moment() {
    double sine = Math.sin(radius);
    return S2Point.mul(centre, Math.PI * sine * sine);
  }

  private static double chord2(double angle) {
    double sine = Math.sin(Math.min(Math.PI, Math.max(0, angle)) / 2);
    return 4 * sine * sine;
  }
}
