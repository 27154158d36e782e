// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import com.google.common.geometry.S2Point;

/** A running sum of areas and of their moments about a pole, which is the z axis. */
final class PolarMoments {
  private double area;
  private S2Point moment = new S2Point(0, 0, 0);

  void add(int sign, double part) {
    area += sign * part;
  }

  /** Adds the moment inside the path from the pole to an arc, along it and back to the pole. */
  void add(int sign, double from, double distance1, S2Point alongArc, double to, double distance2) {
    S2Point path =
        S2Point.add(
            alongArc,
            S2Point.sub(
                S2Point.mul(meridianNormal(from), distance1),
                S2Point.mul(meridianNormal(to), distance2)));
    moment = S2Point.add(moment, S2Point.mul(path, sign / 2.0));
  }

  /** Adds the whole lune from the pole to its antipode. */
  void addLune(double from, double to) {
    area += 2 * (to - from);
    add(1, from, Math.PI, new S2Point(0, 0, 0), to, Math.PI);
  }

  double area() {
    return Math.max(0, area);
  }

  S2Point moment() {
    return moment;
  }

  static S2Point point(double azimuth, double distance) {
    double sine = Math.sin(distance);
    return new S2Point(sine * Math.cos(azimuth), sine * Math.sin(azimuth), Math.cos(distance));
  }

  /** The vector from one point to another, precise however near they are to the pole. */
  static S2Point chord(double from, double distance1, double to, double distance2) {
    S2Point p1 = point(from, distance1);
    S2Point p2 = point(to, distance2);
    double drop = 2 * Math.sin((distance1 + distance2) / 2) * Math.sin((distance1 - distance2) / 2);
    return new S2Point(p2.getX() - p1.getX(), p2.getY() - p1.getY(), drop);
  }

  private static S2Point meridianNormal(double azimuth) {
    return new S2Point(-Math.sin(azimuth), Math.cos(azimuth), 0);
  }
}
