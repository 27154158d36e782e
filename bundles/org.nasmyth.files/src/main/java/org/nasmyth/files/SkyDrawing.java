// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import java.util.Locale;
import org.nasmyth.sphere.SkyPoint;

/**
 * A point on a map of the whole sky (Hammer's projection), right ascension 0 in the middle and
 * growing to the left.
 *
 * @param point ICRS
 */
record SkyDrawing(SkyPoint point) {

  private static final int WIDTH = 256;
  private static final int HEIGHT = 256;
  private static final int MIDDLE = 110;
  private static final double SCALE = 44;

  /** The north pole of the Galaxy and the longitude of the ascending node, degrees, ICRS. */
  private static final double POLE_RA = 192.85948;

  private static final double POLE_DEC = 27.12825;

  String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Place"
                + " on the sky\"><g fill=\"none\" stroke=\"currentColor\""
                + " stroke-opacity=\".25\"><ellipse cx=\"%d\" cy=\"%d\" rx=\"%.1f\" ry=\"%.1f\""
                + " stroke-opacity=\".6\"/>",
            WIDTH,
            HEIGHT,
            WIDTH,
            HEIGHT,
            WIDTH / 2,
            MIDDLE,
            2 * Math.sqrt(2) * SCALE,
            Math.sqrt(2) * SCALE));
    for (int dec = -60; dec <= 60; dec += 30) {
      double[][] parallel = new double[73][];
      for (int i = 0; i < parallel.length; i++) {
        parallel[i] = place(-179.999 + i * 359.998 / 72, dec);
      }
      line(parallel, "", svg);
    }
    for (int ra = -120; ra <= 120; ra += 60) {
      double[][] meridian = new double[37][];
      for (int i = 0; i < meridian.length; i++) {
        meridian[i] = place(ra, -90 + 5 * i);
      }
      line(meridian, "", svg);
    }
    double[][] plane = new double[121][];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = galactic(3.0 * i);
    }
    line(plane, " stroke-dasharray=\"3 3\" stroke-opacity=\".6\"", svg);
    double[] at = place(point.longitude(), point.latitude());
    svg.append(
        String.format(
            Locale.ROOT,
            "</g><circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"#3d8bd4\" stroke=\"currentColor\"/>"
                + "<g fill=\"currentColor\" font-size=\"12\" text-anchor=\"middle\">"
                + "<text x=\"%d\" y=\"%d\">%s, %s</text></g></svg>",
            at[0],
            at[1],
            WIDTH / 2,
            HEIGHT - 24,
            PlainNumber.of(Math.rint(point.longitude() * 1e5) / 1e5),
            PlainNumber.of(Math.rint(point.latitude() * 1e5) / 1e5)));
    return svg.toString();
  }

  /** A point of the Galactic equator. */
  private static double[] galactic(double longitude) {
    double l = Math.toRadians(longitude);
    double pole = Math.toRadians(POLE_DEC);
    double dec = Math.asin(Math.cos(pole) * Math.sin(l));
    double ra = Math.atan2(Math.cos(l), -Math.sin(pole) * Math.sin(l));
    return place(POLE_RA + Math.toDegrees(ra), Math.toDegrees(dec));
  }

  /** Breaks where the border of the map is crossed. */
  private static void line(double[][] points, String style, StringBuilder svg) {
    svg.append("<path").append(style).append(" d=\"");
    for (int i = 0; i < points.length; i++) {
      boolean jump = i == 0 || Math.abs(points[i][0] - points[i - 1][0]) > WIDTH / 3.0;
      svg.append(
          String.format(Locale.ROOT, "%c%.1f %.1f", jump ? 'M' : 'L', points[i][0], points[i][1]));
    }
    svg.append("\"/>");
  }

  private static double[] place(double longitude, double latitude) {
    double half = Math.toRadians(Math.IEEEremainder(longitude, 360)) / 2;
    double dec = Math.toRadians(latitude);
    double root = Math.sqrt(1 + Math.cos(dec) * Math.cos(half));
    return new double[] {
      WIDTH / 2.0 - SCALE * 2 * Math.sqrt(2) * Math.cos(dec) * Math.sin(half) / root,
      MIDDLE - SCALE * Math.sqrt(2) * Math.sin(dec) / root
    };
  }
}
