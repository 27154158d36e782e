// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.sky;

import java.util.ArrayList;
import java.util.List;
import org.nasmyth.sphere.Circle;
import org.nasmyth.sphere.Polygon;
import org.nasmyth.sphere.Position;
import org.nasmyth.sphere.Region;
import org.nasmyth.sphere.SkyPoint;
import org.nasmyth.sphere.StcText;
import org.nasmyth.sphere.Union;

/** Covered regions as the text that an archive's {@code s_region} holds. */
public final class Footprint {

  private static final String FRAME = "J2000";

  private Footprint() {}

  /** A single point. */
  public static String position(Coordinates at) {
    return text(new Position(point(at)));
  }

  /**
   * A circle.
   *
   * @param radius degrees
   */
  public static String circle(Coordinates centre, double radius) {
    return text(new Circle(point(centre), Rounded.to(radius, 6)));
  }

  /**
   * A square field.
   *
   * @param side degrees
   * @param angle degrees from north to east
   */
  public static String square(Coordinates centre, double side, double angle) {
    return text(rectangle(centre, 0, 0, side, side, angle));
  }

  /**
   * A field of chips with gaps between them.
   *
   * @param columns chips along the first axis
   * @param rows chips along the second axis
   * @param side degrees of the whole field
   * @param fill share of each axis that the chips cover, below 1
   * @param angle degrees from north to east
   */
  public static String mosaic(
      Coordinates centre, int columns, int rows, double side, double fill, double angle) {
    List<Region> members = new ArrayList<>();
    double width = side / columns;
    double height = side / rows;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        members.add(
            rectangle(
                centre,
                (column + 0.5) * width - side / 2,
                (row + 0.5) * height - side / 2,
                width * fill,
                height * fill,
                angle));
      }
    }
    return text(new Union(members));
  }

  private static Polygon rectangle(
      Coordinates centre, double x, double y, double width, double height, double angle) {
    double cos = StrictMath.cos(StrictMath.toRadians(angle));
    double sin = StrictMath.sin(StrictMath.toRadians(angle));
    List<SkyPoint> corners = new ArrayList<>();
    int[][] signs = {{1, -1}, {1, 1}, {-1, 1}, {-1, -1}};
    for (int[] sign : signs) {
      double across = x + sign[0] * width / 2;
      double along = y + sign[1] * height / 2;
      corners.add(point(centre.offset(across * cos + along * sin, along * cos - across * sin)));
    }
    return new Polygon(corners);
  }

  private static SkyPoint point(Coordinates at) {
    Coordinates rounded = at.rounded();
    return new SkyPoint(rounded.longitude(), rounded.latitude());
  }

  private static String text(Region region) {
    return StcText.write(region, FRAME);
  }
}
