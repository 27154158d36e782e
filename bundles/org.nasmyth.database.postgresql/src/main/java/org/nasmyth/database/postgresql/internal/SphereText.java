// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nasmyth.sphere.Circle;
import org.nasmyth.sphere.Polygon;
import org.nasmyth.sphere.Position;
import org.nasmyth.sphere.Region;
import org.nasmyth.sphere.SkyPoint;

/**
 * Regions as pgSphere writes and reads them, in radians: {@code (lon , lat)}, {@code <(lon , lat) ,
 * radius>}, {@code {(lon , lat),…}}.
 */
final class SphereText {

  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?");

  private SphereText() {}

  /** Whether a text is of this form rather than STC-S. */
  static boolean matches(String text) {
    return !text.isEmpty() && "(<{".indexOf(text.charAt(0)) >= 0;
  }

  /** The region that a text of pgSphere's means. */
  static Region parse(String text) {
    List<Double> degrees = new ArrayList<>();
    Matcher matcher = NUMBER.matcher(text);
    while (matcher.find()) {
      degrees.add(Math.toDegrees(Double.parseDouble(matcher.group())));
    }
    return switch (text.charAt(0)) {
      case '(' -> new Position(point(degrees, 0));
      case '<' -> new Circle(point(degrees, 0), degrees.get(2));
      default -> {
        List<SkyPoint> vertices = new ArrayList<>();
        for (int i = 0; i + 1 < degrees.size(); i += 2) {
          vertices.add(point(degrees, i));
        }
        yield new Polygon(vertices);
      }
    };
  }

  private static SkyPoint point(List<Double> degrees, int first) {
    double latitude = Math.max(-90, Math.min(90, degrees.get(first + 1)));
    return new SkyPoint(degrees.get(first), latitude);
  }

  /** A polygon for a cast to spoly. */
  static String write(Polygon polygon) {
    StringBuilder text = new StringBuilder("{");
    for (SkyPoint vertex : polygon.vertices()) {
      text.append(text.length() > 1 ? ",(" : "(");
      text.append(Math.toRadians(vertex.longitude())).append(',');
      text.append(Math.toRadians(vertex.latitude())).append(')');
    }
    return text.append('}').toString();
  }
}
