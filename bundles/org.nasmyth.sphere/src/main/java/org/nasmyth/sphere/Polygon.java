// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import com.google.common.geometry.S2EdgeUtil;
import com.google.common.geometry.S2Loop;
import com.google.common.geometry.S2Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The inside of a closed chain of great-circle edges.
 *
 * <p>The vertices may go round either way: the polygon is the side that is smaller than half the
 * sky. A last vertex that repeats the first one is dropped. Poles and longitude 0 need no care.
 * Outlines are refused that cross or touch themselves at a vertex, that enclose nothing or exactly
 * half the sky, or that have neighbouring vertices opposite each other.
 */
public final class Polygon implements Region {
  /** Up to this many edges, looking at every pair is quicker than building an index. */
  private static final int PAIRWISE_UP_TO = 48;

  private final List<SkyPoint> vertices;
  private final boolean clockwise;
  private final PolygonOutline outline;

  /**
   * Makes a polygon.
   *
   * @param vertices at least three, in order around the outline
   * @throws InvalidRegionException if the outline is not valid; the message numbers the vertices
   *     from 1 in the order given
   */
  public Polygon(List<SkyPoint> vertices) {
    List<SkyPoint> open = new ArrayList<>(vertices);
    if (open.size() > 1 && same(vector(open.get(0)), vector(open.get(open.size() - 1)))) {
      open.remove(open.size() - 1);
    }
    if (open.size() < 3) {
      throw new InvalidRegionException(
          "A polygon needs at least 3 different vertices, got " + open.size() + ".");
    }
    this.vertices = List.copyOf(open);
    S2Point[] points = this.vertices.stream().map(Polygon::vector).toArray(S2Point[]::new);
    refuseRepeatedOrOppositeNeighbours(points);
    if (points.length <= PAIRWISE_UP_TO || !new S2Loop(Arrays.asList(points)).isValid()) {
      refuseRepeatedVertices(points);
      refuseCrossings(points);
    }
    S2Loop loop = new S2Loop(Arrays.asList(points));
    this.clockwise = !loop.isNormalized();
    if (clockwise) {
      loop.invert();
      reverse(points);
    }
    this.outline = PolygonOutline.of(points, loop.isOriginInside());
    refuseExtremeArea();
  }

  private Polygon(List<SkyPoint> vertices, boolean clockwise, PolygonOutline outline) {
    this.vertices = vertices;
    this.clockwise = clockwise;
    this.outline = outline;
  }

  /**
   * Makes a polygon.
   *
   * @param coordinates longitude and latitude of each vertex in turn, in degrees
   * @return the polygon
   * @throws InvalidRegionException if the number of coordinates is odd or the outline not valid
   */
  public static Polygon of(double... coordinates) {
    if (coordinates.length % 2 != 0) {
      throw new InvalidRegionException(
          "A polygon needs pairs of longitude and latitude, got "
              + coordinates.length
              + " numbers.");
    }
    List<SkyPoint> vertices = new ArrayList<>(coordinates.length / 2);
    for (int i = 0; i < coordinates.length; i += 2) {
      vertices.add(new SkyPoint(coordinates[i], coordinates[i + 1]));
    }
    return new Polygon(vertices);
  }

  /**
   * The box of ADQL 2.1, section 4.2.9: a cross is drawn about the centre with arms along the
   * meridian and along the great circle at a right angle to it; the sides are the great circles
   * that meet the arms' ends at right angles.
   *
   * @param centre the middle of the cross
   * @param width degrees from arm's end to arm's end across the meridian, above 0 and below 180
   * @param height degrees from arm's end to arm's end along the meridian, above 0 and below 180
   * @return the box
   * @throws InvalidRegionException if width or height is out of range
   */
  public static Polygon box(SkyPoint centre, double width, double height) {
    if (!(width > 0 && width < 180) || !(height > 0 && height < 180)) {
      throw new InvalidRegionException(
          "The width and height of a box must lie between 0 and 180 degrees, got "
              + width
              + " and "
              + height
              + ".");
    }
    S2Point middle = vector(centre);
    S2Point east = vector(new SkyPoint(centre.longitude() + 90, 0));
    S2Point north = S2Point.crossProd(middle, east);
    double x = Math.tan(Math.toRadians(width) / 2);
    double y = Math.tan(Math.toRadians(height) / 2);
    List<SkyPoint> corners = new ArrayList<>(4);
    for (double[] corner : new double[][] {{-x, -y}, {x, -y}, {x, y}, {-x, y}}) {
      S2Point arm = S2Point.add(S2Point.mul(east, corner[0]), S2Point.mul(north, corner[1]));
      corners.add(UnitVectors.point(S2Point.add(middle, arm)));
    }
    return new Polygon(corners);
  }

  /**
   * Puts together what was taken apart after it had been checked.
   *
   * @param vertices as {@link #vertices()} gave them
   * @param clockwise as {@link #isClockwise()} gave it
   * @param originInside as the outline gave it
   * @param cap as the outline gave it
   */
  static Polygon checked(
      List<SkyPoint> vertices, boolean clockwise, boolean originInside, Disc cap) {
    S2Point[] points = new S2Point[vertices.size()];
    for (int i = 0; i < points.length; i++) {
      points[clockwise ? points.length - 1 - i : i] = vector(vertices.get(i));
    }
    return new Polygon(
        List.copyOf(vertices), clockwise, new PolygonOutline(points, originInside, cap));
  }

  /**
   * The vertices in the order given, without a repeated last one.
   *
   * @return three or more, not modifiable
   */
  public List<SkyPoint> vertices() {
    return vertices;
  }

  /**
   * Which way round the vertices were given.
   *
   * @return true if the interior is on the right of the edges, seen from inside the sphere with
   *     north up and east to the left
   */
  boolean isClockwise() {
    return clockwise;
  }

  PolygonOutline outline() {
    return outline;
  }

  @Override
  public PreparedRegion prepare() {
    return PreparedRegion.of(this, outline);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Polygon polygon && vertices.equals(polygon.vertices);
  }

  @Override
  public int hashCode() {
    return vertices.hashCode();
  }

  @Override
  public String toString() {
    return StcText.write(this);
  }

  private void refuseRepeatedOrOppositeNeighbours(S2Point[] points) {
    int n = points.length;
    for (int i = 0; i < n; i++) {
      int next = (i + 1) % n;
      if (same(points[i], points[next])) {
        throw new InvalidRegionException(
            "Vertices "
                + number(i)
                + " and "
                + number(next)
                + " of the polygon are the same point"
                + at(i)
                + ".");
      }
      if (same(points[i], S2Point.neg(points[next]))) {
        throw new InvalidRegionException(
            "Vertices "
                + number(i)
                + at(i)
                + " and "
                + number(next)
                + at(next)
                + " of the polygon are opposite each other on the sky, so that no single great"
                + " circle joins them; add a vertex between them.");
      }
    }
  }

  private void refuseRepeatedVertices(S2Point[] points) {
    for (int i = 0; i < points.length; i++) {
      for (int j = i + 2; j < points.length; j++) {
        if (same(points[i], points[j])) {
          throw new InvalidRegionException(
              "Vertices "
                  + number(i)
                  + " and "
                  + number(j)
                  + " of the polygon are the same point"
                  + at(i)
                  + ": the outline must not touch itself.");
        }
      }
    }
  }

  private void refuseCrossings(S2Point[] points) {
    int n = points.length;
    for (int i = 0; i < n; i++) {
      S2Point a = points[i];
      S2Point b = points[(i + 1) % n];
      for (int j = i + 2; j < n; j++) {
        S2Point c = points[j];
        S2Point d = points[(j + 1) % n];
        if ((j + 1) % n != i && S2EdgeUtil.robustCrossing(a, b, c, d) > 0) {
          SkyPoint where = UnitVectors.point(S2EdgeUtil.getIntersection(a, b, c, d));
          throw new InvalidRegionException(
              "The polygon crosses itself near "
                  + text(rounded(where))
                  + ", where the edge from vertex "
                  + number(i)
                  + " to "
                  + number((i + 1) % n)
                  + " meets the edge from vertex "
                  + number(j)
                  + " to "
                  + number((j + 1) % n)
                  + "; give the vertices in order around the outline.");
        }
      }
    }
  }

  private void refuseExtremeArea() {
    double perimeter = 0;
    for (int i = 0; i < outline.size(); i++) {
      perimeter += UnitVectors.angle(outline.vertex(i), outline.end(i));
    }
    double area = outline.area();
    if (area <= perimeter * Shape.TOLERANCE) {
      throw new InvalidRegionException(
          "The polygon encloses no area: its vertices lie on one great circle"
              + at(0)
              + " to"
              + at(vertices.size() - 1)
              + ".");
    }
    if (Math.abs(area - 2 * Math.PI) <= perimeter * Shape.TOLERANCE) {
      throw new InvalidRegionException(
          "The polygon splits the sky into two halves of equal size, so that its inside cannot be"
              + " told from its outside; use a circle of radius 90 for a hemisphere, or two polygons.");
    }
  }

  /** A place that is exact enough to be found on a chart. */
  private static SkyPoint rounded(SkyPoint point) {
    return new SkyPoint(
        Math.rint(point.longitude() * 1e6) / 1e6, Math.rint(point.latitude() * 1e6) / 1e6);
  }

  private String at(int i) {
    return " " + text(vertices.get(i));
  }

  private static String number(int i) {
    return Integer.toString(i + 1);
  }

  private static String text(SkyPoint point) {
    return "(" + Decimals.text(point.longitude()) + ", " + Decimals.text(point.latitude()) + ")";
  }

  private static boolean same(S2Point a, S2Point b) {
    return UnitVectors.chord2(a, b) <= Shape.TOLERANCE * Shape.TOLERANCE;
  }

  private static S2Point vector(SkyPoint point) {
    return UnitVectors.of(point);
  }

  private static void reverse(S2Point[] points) {
    for (int i = 0, j = points.length - 1; i < j; i++, j--) {
      S2Point swapped = points[i];
      points[i] = points[j];
      points[j] = swapped;
    }
  }
}
