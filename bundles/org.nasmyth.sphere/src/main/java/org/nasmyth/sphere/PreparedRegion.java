// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import com.google.common.geometry.S2Point;
import java.util.List;

/**
 * A region with everything worked out that its questions need. Immutable and safe to share between
 * threads. All regions of one question must be in the same frame.
 *
 * <p>The boundary rule is that of {@link Region}. A union contains a region if its members together
 * cover it; gaps inside that are smaller in area than the region's perimeter times 1e-12 radians do
 * not count.
 */
public final class PreparedRegion {
  /** Mean width in radians of the gaps between members of a union that do not count. */
  private static final double GAP = 1e-12;

  private static final double SQUARE_DEGREES = Math.toDegrees(1) * Math.toDegrees(1);

  private final Region region;
  private final List<Shape> shapes;
  private final Disc cap;

  private PreparedRegion(Region region, List<Shape> shapes, Disc cap) {
    this.region = region;
    this.shapes = shapes;
    this.cap = cap;
  }

  static PreparedRegion of(Region region, Shape shape) {
    return new PreparedRegion(region, List.of(shape), shape.cap());
  }

  static PreparedRegion of(Region region, List<Shape> shapes) {
    return new PreparedRegion(region, List.copyOf(shapes), enclose(shapes));
  }

  private static Disc enclose(List<Shape> shapes) {
    if (shapes.size() == 1) {
      return shapes.get(0).cap();
    }
    S2Point[] centres = shapes.stream().map(s -> s.cap().centre()).toArray(S2Point[]::new);
    S2Point middle = Outline.capAround(centres).centre();
    double radius = 0;
    for (Shape shape : shapes) {
      double reach = UnitVectors.angle(middle, shape.cap().centre()) + shape.cap().radius();
      radius = Math.max(radius, reach);
    }
    return new Disc(middle, Math.min(Math.PI, radius));
  }

  /**
   * The region as it was written.
   *
   * @return the region that was prepared
   */
  public Region region() {
    return region;
  }

  /**
   * Whether a direction lies in this region.
   *
   * @param point a direction
   * @return true if inside or on the boundary
   */
  public boolean contains(SkyPoint point) {
    return contains(UnitVectors.of(point));
  }

  /**
   * Whether a direction lies in this region.
   *
   * @param longitude degrees
   * @param latitude degrees, from -90 to 90
   * @return true if inside or on the boundary
   */
  public boolean contains(double longitude, double latitude) {
    return contains(UnitVectors.of(longitude, latitude));
  }

  /**
   * Whether a direction lies in this region, for those who keep unit vectors.
   *
   * @param x component towards longitude 0, latitude 0
   * @param y component towards longitude 90, latitude 0
   * @param z component towards latitude 90; the vector's length must be 1 within rounding
   * @return true if inside or on the boundary
   */
  public boolean containsVector(double x, double y, double z) {
    return cap.contains(x, y, z) && contains(new S2Point(x, y, z));
  }

  private boolean contains(S2Point p) {
    for (Shape shape : shapes) {
      if (shape.contains(p)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the whole of another region lies in this one.
   *
   * @param other the region that may be inside
   * @return true if no part of it is outside
   */
  public boolean contains(PreparedRegion other) {
    for (Shape inner : other.shapes) {
      if (!contains(inner)) {
        return false;
      }
    }
    return true;
  }

  private boolean contains(Shape inner) {
    for (Shape outer : shapes) {
      if (Shape.contains(outer, inner)) {
        return true;
      }
    }
    return shapes.size() > 1 && coversTogether(inner);
  }

  private boolean coversTogether(Shape inner) {
    List<Shape> near = shapes.stream().filter(s -> Shape.intersects(s, inner)).toList();
    double perimeter = BoundaryWalk.length(inner);
    return near.size() > 1
        && perimeter > Shape.TOLERANCE
        && BoundaryWalk.staysInside(near, inner)
        && PolarSweep.outside(inner, near).area() <= GAP * perimeter;
  }

  /**
   * Whether two regions have at least one point in common.
   *
   * @param other the other region
   * @return true if they overlap or touch
   */
  public boolean intersects(PreparedRegion other) {
    if (!cap.intersects(other.cap)) {
      return false;
    }
    for (Shape a : shapes) {
      for (Shape b : other.shapes) {
        if (Shape.intersects(a, b)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * The solid angle. What several members of a union share counts once.
   *
   * @return square degrees
   */
  public double area() {
    if (shapes.size() == 1) {
      return shapes.get(0).area() * SQUARE_DEGREES;
    }
    return PolarSweep.union(shapes, cap).area() * SQUARE_DEGREES;
  }

  /**
   * The solid angle that two regions have in common: exact up to rounding, by integration along the
   * boundaries.
   *
   * @param other the other region
   * @return square degrees, 0 if they are disjoint or only touch
   */
  public double overlapArea(PreparedRegion other) {
    if (!cap.intersects(other.cap)) {
      return 0;
    }
    if (shapes.size() == 1 && other.shapes.size() == 1) {
      Shape a = shapes.get(0);
      Shape b = other.shapes.get(0);
      if (!Shape.intersects(a, b)) {
        return 0;
      }
      if (Shape.contains(a, b)) {
        return b.area() * SQUARE_DEGREES;
      }
      if (Shape.contains(b, a)) {
        return a.area() * SQUARE_DEGREES;
      }
    }
    return PolarSweep.overlap(shapes, cap, other.shapes, other.cap).area() * SQUARE_DEGREES;
  }

  /**
   * The direction of the centre of mass. It need not lie in the region. Points count only in
   * regions without area, where their mean is taken.
   *
   * @return the centroid; for a region without a preferred direction the centre of {@link
   *     #boundingCap}
   */
  public SkyPoint centroid() {
    if (shapes.size() == 1 && shapes.get(0) instanceof Disc disc) {
      return UnitVectors.point(disc.centre());
    }
    double area = area() / SQUARE_DEGREES;
    S2Point sum;
    double weight;
    if (area > 0) {
      sum = shapes.size() == 1 ? shapes.get(0).moment() : PolarSweep.union(shapes, cap).moment();
      weight = area;
    } else {
      sum = new S2Point(0, 0, 0);
      for (Shape shape : shapes) {
        sum = S2Point.add(sum, shape.cap().centre());
      }
      weight = shapes.size();
    }
    boolean balanced = sum.norm() <= 1e-12 * weight;
    return UnitVectors.point(balanced ? cap.centre() : sum);
  }

  /**
   * A circle that encloses this region, padded beyond {@link Region#TOLERANCE}.
   *
   * @return the enclosing circle
   */
  public Circle boundingCap() {
    double radius = Math.toDegrees(cap.radius()) * (1 + 1e-12) + 4 * Region.TOLERANCE;
    return new Circle(UnitVectors.point(cap.centre()), Math.min(180, radius));
  }

  /**
   * Index cells that cover this region.
   *
   * @param limits how many cells of which sizes
   * @return cells that together hold every point of this region, boundary included
   * @throws InvalidRegionException if the smallest level allowed would need far too many cells
   */
  public Covering covering(CoveringLimits limits) {
    return Covering.of(shapes, cap, limits);
  }

  List<Shape> shapes() {
    return shapes;
  }

  Disc cap() {
    return cap;
  }
}
