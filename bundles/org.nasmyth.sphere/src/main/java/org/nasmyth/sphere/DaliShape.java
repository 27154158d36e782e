// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The array forms of regions, xtypes of DALI 1.1, section 3.3: numbers in degrees. */
public enum DaliShape {
  /** Longitude and latitude. */
  POINT,
  /** Longitude and latitude of the centre, and the radius. */
  CIRCLE,
  /** Longitude and latitude of each vertex in turn, not closed. */
  POLYGON;

  /**
   * The form that a region has.
   *
   * @param region a region
   * @return the form, or null for a union, which has none
   */
  public static @Nullable DaliShape of(Region region) {
    if (region instanceof Position) {
      return POINT;
    }
    if (region instanceof Circle) {
      return CIRCLE;
    }
    return region instanceof Polygon ? POLYGON : null;
  }

  /**
   * The numbers of a region.
   *
   * @param region a position, circle or polygon
   * @return a new array
   * @throws InvalidRegionException if the region is a union
   */
  public static double[] values(Region region) {
    if (region instanceof Position position) {
      return new double[] {position.point().longitude(), position.point().latitude()};
    }
    if (region instanceof Circle circle) {
      return new double[] {
        circle.centre().longitude(), circle.centre().latitude(), circle.radius()
      };
    }
    if (region instanceof Polygon polygon) {
      double[] values = new double[2 * polygon.vertices().size()];
      for (int i = 0; i < values.length; i += 2) {
        values[i] = polygon.vertices().get(i / 2).longitude();
        values[i + 1] = polygon.vertices().get(i / 2).latitude();
      }
      return values;
    }
    throw new InvalidRegionException("A union cannot be written as a point, circle or polygon.");
  }

  /**
   * The text of a region's numbers.
   *
   * @param region a position, circle or polygon
   * @return numbers separated by blanks
   * @throws InvalidRegionException if the region is a union
   */
  public static String write(Region region) {
    StringJoiner text = new StringJoiner(" ");
    for (double value : values(region)) {
      text.add(Decimals.text(value));
    }
    return text.toString();
  }

  /**
   * Makes a region of its numbers.
   *
   * @param values as this form has them
   * @return the region
   * @throws InvalidRegionException if the count is wrong or the region not valid
   */
  public Region region(double... values) {
    return switch (this) {
      case POINT -> {
        require(values.length == 2, "2 numbers (longitude, latitude)", values.length);
        yield new Position(values[0], values[1]);
      }
      case CIRCLE -> {
        require(values.length == 3, "3 numbers (longitude, latitude, radius)", values.length);
        yield new Circle(values[0], values[1], values[2]);
      }
      case POLYGON -> {
        require(
            values.length >= 6 && values.length % 2 == 0,
            "at least 3 pairs of longitude and latitude",
            values.length);
        yield Polygon.of(values);
      }
    };
  }

  /**
   * Reads a region from the text of its numbers.
   *
   * @param text numbers separated by blanks or commas
   * @return the region
   * @throws RegionSyntaxException if something is not a number, with the place
   * @throws InvalidRegionException if the count is wrong or the region not valid
   */
  public Region parse(String text) {
    return region(Decimals.parse(text));
  }

  private void require(boolean right, String what, int got) {
    if (!right) {
      throw new InvalidRegionException(
          "A " + name().toLowerCase(Locale.ROOT) + " needs " + what + ", got " + got + " numbers.");
    }
  }
}
