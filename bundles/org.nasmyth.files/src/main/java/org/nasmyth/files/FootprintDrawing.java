// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import org.nasmyth.sphere.Circle;
import org.nasmyth.sphere.Polygon;
import org.nasmyth.sphere.Region;
import org.nasmyth.sphere.SkyPoint;
import org.nasmyth.sphere.Union;

/** A region drawn on the plane that touches the sky at its centre. */
final class FootprintDrawing {

  private static final int SIDE = 256;
  private static final double MARGIN = 1.25;

  private final Region region;
  private final SkyPoint centre;
  private final double radius;

  FootprintDrawing(Region region) {
    this.region = region;
    Circle around = region.boundingCap();
    this.centre = around.centre();
    this.radius = Math.max(around.radius(), 0.2 / 3600) * MARGIN;
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\""
                + " aria-label=\"Footprint\"><g fill=\"none\" stroke=\"currentColor\""
                + " stroke-opacity=\".25\"><path d=\"M%d 0V%d M0 %dH%d\"/></g>",
            SIDE,
            SIDE,
            SIDE,
            SIDE,
            SIDE / 2,
            SIDE,
            SIDE / 2,
            SIDE));
    svg.append("<g fill=\"#3d8bd4\" fill-opacity=\".3\" stroke=\"#3d8bd4\" stroke-width=\"1.5\">");
    members(region).forEach(member -> draw(member, svg));
    svg.append(
        String.format(
            Locale.ROOT,
            "</g><g fill=\"currentColor\" font-size=\"11\"><text x=\"6\" y=\"%d\">%s, %s</text>"
                + "<text x=\"%d\" y=\"14\">N</text><text x=\"6\" y=\"%d\">E</text>"
                + "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">width %s°</text></g></svg>",
            SIDE - 6,
            PlainNumber.of(Math.rint(centre.longitude() * 1e5) / 1e5),
            PlainNumber.of(Math.rint(centre.latitude() * 1e5) / 1e5),
            SIDE / 2 + 5,
            SIDE / 2 - 5,
            SIDE - 6,
            SIDE - 6,
            PlainNumber.of(new BigDecimal(2 * radius).round(new MathContext(2)).doubleValue())));
    return svg.toString();
  }

  private static List<Region> members(Region region) {
    return region instanceof Union union ? union.members() : List.of(region);
  }

  private void draw(Region member, StringBuilder svg) {
    if (member instanceof Polygon polygon && radius < 60) {
      svg.append("<polygon points=\"");
      for (SkyPoint vertex : polygon.vertices()) {
        double[] at = place(vertex);
        svg.append(String.format(Locale.ROOT, "%.2f,%.2f ", at[0], at[1]));
      }
      svg.append("\"/>");
    } else {
      Circle around = member.boundingCap();
      double[] at = place(around.centre());
      double size = Math.max(3, around.radius() / radius * SIDE / 2);
      svg.append(
          String.format(
              Locale.ROOT, "<circle cx=\"%.2f\" cy=\"%.2f\" r=\"%.2f\"/>", at[0], at[1], size));
    }
  }

  private double[] place(SkyPoint point) {
    double dec = Math.toRadians(point.latitude());
    double dec0 = Math.toRadians(centre.latitude());
    double ra = Math.toRadians(point.longitude() - centre.longitude());
    double cos =
        Math.max(
            1e-3, Math.sin(dec) * Math.sin(dec0) + Math.cos(dec) * Math.cos(dec0) * Math.cos(ra));
    double east = Math.toDegrees(Math.cos(dec) * Math.sin(ra) / cos);
    double north =
        Math.toDegrees(
            (Math.sin(dec) * Math.cos(dec0) - Math.cos(dec) * Math.sin(dec0) * Math.cos(ra)) / cos);
    return new double[] {SIDE / 2.0 * (1 - east / radius), SIDE / 2.0 * (1 - north / radius)};
  }
}
