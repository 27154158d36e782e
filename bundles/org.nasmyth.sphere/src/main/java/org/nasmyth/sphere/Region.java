// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

/**
 * A part of the sky: a point, a circle, a polygon with great-circle edges, or a union of those.
 *
 * <p><b>Boundary rule.</b> Every region is closed: the points of its boundary belong to it, and two
 * regions that merely touch intersect. Whether something lies on a boundary is decided within
 * {@link #TOLERANCE}, for every kind of region alike: a point counts as contained if it is inside
 * or no farther than the tolerance from the boundary, two regions intersect if they come as close
 * as that, and one contains the other if no part of the other sticks out farther than that.
 *
 * <p>The methods of this interface take regions as they are. Whoever asks one region many questions
 * calls {@link #prepare} once.
 */
public sealed interface Region permits Position, Circle, Polygon, Union {
  /**
   * How near to a boundary counts as on it, in degrees: 18 nanoarcseconds. It is a hundred times
   * the rounding error of coordinates in degrees and far below any measured position.
   */
  double TOLERANCE = 5e-12;

  /**
   * The same region with everything worked out that its questions need.
   *
   * @return the prepared region
   */
  PreparedRegion prepare();

  /**
   * Whether a direction lies in this region.
   *
   * @param point a direction in the frame of this region
   * @return true if inside or on the boundary
   */
  default boolean contains(SkyPoint point) {
    return prepare().contains(point);
  }

  /**
   * Whether the whole of another region lies in this one.
   *
   * @param other a region in the same frame
   * @return true if no part of the other is outside
   */
  default boolean contains(Region other) {
    return prepare().contains(other.prepare());
  }

  /**
   * Whether two regions have at least one point in common.
   *
   * @param other a region in the same frame
   * @return true if they overlap or touch
   */
  default boolean intersects(Region other) {
    return prepare().intersects(other.prepare());
  }

  /**
   * The solid angle. What several members of a union share counts once.
   *
   * @return square degrees
   */
  default double area() {
    return prepare().area();
  }

  /**
   * The solid angle that two regions have in common.
   *
   * @param other a region in the same frame
   * @return square degrees, 0 if they are disjoint or only touch
   */
  default double overlapArea(Region other) {
    return prepare().overlapArea(other.prepare());
  }

  /**
   * The direction of the centre of mass. It need not lie in the region.
   *
   * @return the centroid; for a region without a preferred direction (such as two opposite circles)
   *     the centre of {@link #boundingCap}
   */
  default SkyPoint centroid() {
    return prepare().centroid();
  }

  /**
   * A circle that encloses this region, small but not the smallest possible. It is padded beyond
   * {@link #TOLERANCE}: nothing that the region contains or touches is outside.
   *
   * @return the enclosing circle
   */
  default Circle boundingCap() {
    return prepare().boundingCap();
  }
}
