// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import com.google.common.geometry.S2;
import com.google.common.geometry.S2EdgeUtil;
import com.google.common.geometry.S2LatLngRect;
import com.google.common.geometry.S2Loop;
import com.google.common.geometry.S2Point;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The outline of a polygon. */
final class PolygonOutline extends Outline {
  /** From here on an index over the edges beats looking at each of them. */
  private static final int INDEX_FROM = 32;

  private final S2Point[] vertices;
  private final boolean originInside;
  private final @Nullable S2Loop indexed;

  /**
   * Makes an outline that is known to be valid.
   *
   * @param vertices anticlockwise around the interior; kept, not copied
   * @param originInside whether the interior holds S2's origin, from which crossings are counted
   * @param cap a disc that encloses the polygon
   */
  PolygonOutline(S2Point[] vertices, boolean originInside, Disc cap) {
    super(vertices, cap);
    this.vertices = vertices;
    this.originInside = originInside;
    this.indexed =
        vertices.length < INDEX_FROM
            ? null
            : S2Loop.newLoopWithTrustedDetails(
                Arrays.asList(vertices), originInside, S2LatLngRect.full());
  }

  boolean originInside() {
    return originInside;
  }

  @Override
  boolean interior(S2Point p) {
    if (indexed != null) {
      return indexed.contains(p);
    }
    S2EdgeUtil.EdgeCrosser crosser =
        new S2EdgeUtil.EdgeCrosser(S2.origin(), p, vertices[vertices.length - 1]);
    boolean inside = originInside;
    for (S2Point vertex : vertices) {
      inside ^= crosser.edgeOrVertexCrossing(vertex);
    }
    return inside;
  }

  /**
   * The enclosing disc of a valid polygon; beyond a quarter turn the edges reach farther than the
   * vertices.
   */
  static PolygonOutline of(S2Point[] vertices, boolean originInside) {
    Disc cap = capAround(vertices);
    if (cap.radius() < Math.PI / 2) {
      return new PolygonOutline(vertices, originInside, cap);
    }
    PolygonOutline rough =
        new PolygonOutline(vertices, originInside, new Disc(cap.centre(), Math.PI));
    S2Point opposite = S2Point.neg(cap.centre());
    double radius =
        rough.interior(opposite)
            ? Math.PI
            : Math.min(Math.PI, Math.PI - rough.boundaryDistance(opposite) + 2 * TOLERANCE);
    return new PolygonOutline(vertices, originInside, new Disc(cap.centre(), radius));
  }
}
