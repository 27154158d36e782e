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
  private final double span;

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
    if (arc.isClosed()) {
      this.first = 0;
      this.span = 2 * Math.PI;
    } else {
      double from = azimuth(arc.point(0));
      double to = azimuth(arc.point(arc.length()));
      boolean anticlockwise = axis.getZ() > 0;
      this.first = anticlockwise ? from : to;
      this.span = Arc.turn(anticlockwise ? to - from : from - to);
    }
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
      return new double[] {first, first + span};
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

  boolean spans(double azimuth) {
    return arc.isClosed() || Arc.turn(azimuth - first) <= span;
  }

  /**
   * Distance from the pole in radians; not a number where the branch does not exist.
   *
   * @param branch -1 or 1
   */
  double distance(double azimuth, int branch) {
    double turned = azimuth - axisAzimuth;
    double s = sinDistance * Math.sin(turned);
    double root2 = (sinRadius - s) * (sinRadius + s);
    double reach = Math.atan2(Math.sqrt(Math.max(0, root2)), cosRadius);
    double foot = Math.atan2(sinDistance * Math.cos(turned), cosDistance);
    return Arc.turn(foot + branch * reach);
  }

  boolean exists(double azimuth) {
    return Math.abs(sinDistance * Math.sin(azimuth - axisAzimuth)) < sinRadius;
  }

  /** Adds what lies between the pole and this curve, for azimuths from one to another. */
  void addTo(PolarMoments sum, double from, double to, int branch, int sign) {
    double distance1 = distance(from, branch);
    double distance2 = distance(to, branch);
    S2Point p1 = PolarMoments.point(from, distance1);
    S2Point p2 = PolarMoments.point(to, distance2);
    double turn = turnAboutAxis(p1, p2);
    double tangents = Math.tan(distance1 / 2) * Math.tan(distance2 / 2);
    double triangle =
        2 * Math.atan2(tangents * Math.sin(to - from), 1 + tangents * Math.cos(to - from));
    S2Point axis = arc.axis();
    S2Point alongArc =
        S2Point.add(
            S2Point.mul(S2Point.crossProd(axis, S2Point.sub(p2, p1)), cosRadius),
            S2Point.mul(axis, sinRadius * sinRadius * turn));
    sum.add(sign, triangle + bulge(turn));
    sum.add(sign, from, distance1, alongArc, to, distance2);
  }

  private double turnAboutAxis(S2Point p1, S2Point p2) {
    S2Point axis = arc.axis();
    S2Point a = S2Point.sub(p1, S2Point.mul(axis, cosRadius));
    S2Point b = S2Point.sub(p2, S2Point.mul(axis, cosRadius));
    return Math.atan2(S2Point.scalarTripleProduct(axis, a, b), a.dotProd(b));
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
