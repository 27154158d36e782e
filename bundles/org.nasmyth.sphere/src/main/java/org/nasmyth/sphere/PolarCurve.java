// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import com.google.common.geometry.S2Point;

/**
 * An arc in polar coordinates about a pole that it does not pass through: distance from the pole as
 * a function of the azimuth. A closed arc has two branches, a great-circle arc one.
 */
final class PolarCurve {
  /** Below this angle the difference of sector and triangle is better summed as a series. */
  private static final double SERIES_BELOW = 1e-4;

  private final Arc arc;
  private final int shape;
  private final double axisAzimuth;
  private final double sinDistance;
  private final double cosDistance;
  private final double sinRadius;
  private final double cosRadius;
  private final double first;
  private final double last;

  /**
   * Makes a curve.
   *
   * @param arc in the frame whose z axis is the pole
   * @param shape number of the shape whose boundary this is
   */
  PolarCurve(Arc arc, int shape) {
    this.arc = arc;
    this.shape = shape;
    S2Point axis = arc.axis();
    this.axisAzimuth = Math.atan2(axis.getY(), axis.getX());
    this.sinDistance = Math.hypot(axis.getX(), axis.getY());
    this.cosDistance = axis.getZ();
    this.sinRadius = arc.isGreat() ? 1 : Math.sin(arc.radius());
    this.cosRadius = arc.isGreat() ? 0 : Math.cos(arc.radius());
    boolean anticlockwise = axis.getZ() > 0;
    this.first = azimuth(anticlockwise ? arc.start() : arc.end());
    this.last = azimuth(anticlockwise ? arc.end() : arc.start());
  }

  static double azimuth(S2Point p) {
    return Math.atan2(p.getY(), p.getX());
  }

  Arc arc() {
    return arc;
  }

  int shape() {
    return shape;
  }

  /** Azimuths at which the curve begins, ends or turns back. */
  double[] corners() {
    if (!arc.isClosed()) {
      return new double[] {first, last};
    }
    double opposite = axisAzimuth + Math.PI;
    if (sinRadius >= sinDistance) {
      return new double[] {axisAzimuth, opposite};
    }
    double half = Math.asin(sinRadius / sinDistance);
    return new double[] {
      axisAzimuth,
      axisAzimuth - half,
      axisAzimuth + half,
      opposite,
      opposite - half,
      opposite + half
    };
  }

  /**
   * Whether a ray may meet this curve. The first azimuth counts and the last does not: a ray
   * through a vertex then crosses an outline as often as the rays beside it, or twice more.
   */
  boolean spans(double azimuth) {
    if (arc.isClosed()) {
      return true;
    }
    return first <= last ? first <= azimuth && azimuth < last : first <= azimuth || azimuth < last;
  }

  /**
   * Distance from the pole in radians; not from 0 to pi where the branch does not exist.
   *
   * @param branch -1 or 1
   */
  double distance(double azimuth, int branch) {
    double turned = azimuth - axisAzimuth;
    if (arc.isGreat()) {
      double side = Math.signum(cosDistance);
      return branch < 0
          ? Double.NaN
          : Math.atan2(side * cosDistance, -side * sinDistance * Math.cos(turned));
    }
    double s = sinDistance * Math.sin(turned);
    double root2 = (sinRadius - s) * (sinRadius + s);
    double reach = Math.atan2(Math.sqrt(Math.max(0, root2)), cosRadius);
    double foot = Math.atan2(sinDistance * Math.cos(turned), cosDistance);
    return Arc.turn(foot + branch * reach);
  }

  boolean exists(double azimuth) {
    return arc.isGreat() || Math.abs(sinDistance * Math.sin(azimuth - axisAzimuth)) < sinRadius;
  }

  /** Adds what lies between the pole and this curve, for azimuths from one to another. */
  void addTo(PolarMoments sum, double from, double to, int branch, int sign) {
    double distance1 = distance(from, branch);
    double distance2 = distance(to, branch);
    S2Point p1 = PolarMoments.point(from, distance1);
    S2Point chord = PolarMoments.chord(from, distance1, to, distance2);
    double turn = turnAboutAxis(p1, chord);
    double tangents = Math.tan(distance1 / 2) * Math.tan(distance2 / 2);
    double triangle =
        2 * Math.atan2(tangents * Math.sin(to - from), 1 + tangents * Math.cos(to - from));
    S2Point axis = arc.axis();
    S2Point alongArc =
        S2Point.add(
            S2Point.mul(S2Point.crossProd(axis, chord), cosRadius),
            S2Point.mul(axis, sinRadius * sinRadius * turn));
    sum.add(sign, triangle + bulge(turn));
    sum.add(sign, from, distance1, alongArc, to, distance2);
  }

  /** Angle that the arc from a point along a chord subtends at the axis. */
  private double turnAboutAxis(S2Point p1, S2Point chord) {
    S2Point axis = arc.axis();
    S2Point a = S2Point.sub(p1, S2Point.mul(axis, cosRadius));
    S2Point b = S2Point.add(a, chord);
    double sine = S2Point.scalarTripleProduct(axis, a, chord);
    double cosine = a.dotProd(b);
    if (cosine > 0) {
      double half = Math.min(1, chord.norm() / (2 * sinRadius));
      return Math.copySign(2 * Math.asin(half), sine);
    }
    return Math.atan2(sine, cosine);
  }

  /** Area between an arc and the great circle through its ends. */
  private double bulge(double turn) {
    if (arc.isGreat()) {
      return 0;
    }
    double tangent = Math.tan(arc.radius() / 2);
    double u = tangent * tangent;
    if (Math.abs(turn) < SERIES_BELOW) {
      double v = 1 + u;
      return u * (1 - u) / (v * v * v) * turn * turn * turn / 3;
    }
    return 2 * u / (1 + u) * turn - 2 * Math.atan2(u * Math.sin(turn), 1 + u * Math.cos(turn));
  }
}
