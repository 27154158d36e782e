// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import com.google.common.geometry.S2EdgeUtil;
import com.google.common.geometry.S2Point;
import java.util.List;

/**
 * A closed chain of great-circle edges with its interior on the left. The interior is smaller than
 * a hemisphere.
 */
abstract sealed class Outline implements Shape permits PolygonOutline, CellOutline {
  /** Below this a scalar product with an edge's normal no longer says on which side a point is. */
  private static final double SIDE_ERROR = 1e-14;

  private final S2Point[] vertices;
  private final S2Point[] normals;
  private final Disc cap;
  private final boolean convex;

  /**
   * Makes an outline.
   *
   * @param vertices anticlockwise; kept, not copied
   * @param cap a disc that encloses the outline
   */
  Outline(S2Point[] vertices, Disc cap) {
    this.vertices = vertices;
    this.cap = cap;
    this.normals = new S2Point[vertices.length];
    for (int i = 0; i < vertices.length; i++) {
      normals[i] = UnitVectors.normal(vertices[i], end(i));
    }
    this.convex = turnsLeftEverywhere();
  }

  private boolean turnsLeftEverywhere() {
    for (int i = 0; i < vertices.length; i++) {
      if (vertices[(i + 2) % vertices.length].dotProd(normals[i]) < 0) {
        return false;
      }
    }
    return true;
  }

  int size() {
    return vertices.length;
  }

  S2Point vertex(int i) {
    return vertices[i];
  }

  /** The end of edge i. */
  S2Point end(int i) {
    return vertices[i + 1 == vertices.length ? 0 : i + 1];
  }

  /** The unit normal of edge i, on the side of the interior. */
  S2Point normal(int i) {
    return normals[i];
  }

  @Override
  public Disc cap() {
    return cap;
  }

  /** Whether a point lies inside; on the boundary the answer may be either. */
  abstract boolean interior(S2Point p);

  @Override
  public boolean contains(S2Point p) {
    return cap.contains(p) && (interior(p) || onBoundary(p));
  }

  private boolean onBoundary(S2Point p) {
    for (int i = 0; i < vertices.length; i++) {
      if (Math.abs(p.dotProd(normals[i])) <= TOLERANCE && edgeDistance(i, p) <= TOLERANCE) {
        return true;
      }
    }
    return false;
  }

  /** Distance of a point to the nearest edge in radians. */
  double boundaryDistance(S2Point p) {
    double nearest = Math.PI;
    for (int i = 0; i < vertices.length; i++) {
      nearest = Math.min(nearest, edgeDistance(i, p));
    }
    return nearest;
  }

  private double edgeDistance(int i, S2Point p) {
    S2Point a = vertices[i];
    S2Point b = end(i);
    S2Point n = normals[i];
    if (S2Point.scalarTripleProduct(p, n, a) >= 0 && S2Point.scalarTripleProduct(p, b, n) >= 0) {
      double sine = Math.abs(p.dotProd(n));
      return Math.atan2(sine, Math.sqrt(Math.max(0, (1 - sine) * (1 + sine))));
    }
    return Math.min(UnitVectors.angle(p, a), UnitVectors.angle(p, b));
  }

  boolean contains(Disc disc) {
    return contains(disc.centre()) && boundaryDistance(disc.centre()) >= disc.radius() - TOLERANCE;
  }

  boolean intersects(Disc disc) {
    return cap.intersects(disc)
        && (contains(disc.centre())
            || boundaryDistance(disc.centre()) <= disc.radius() + TOLERANCE);
  }

  boolean intersects(Outline other) {
    if (!cap.intersects(other.cap)) {
      return false;
    }
    // Edges that come near each other without crossing do so at an end, which is a vertex.
    return holdsVertexOf(other) || other.holdsVertexOf(this) || crosses(other);
  }

  private boolean holdsVertexOf(Outline other) {
    for (S2Point vertex : other.vertices) {
      if (contains(vertex)) {
        return true;
      }
    }
    return false;
  }

  private boolean crosses(Outline other) {
    for (int i = 0; i < vertices.length; i++) {
      for (int j = 0; j < other.vertices.length; j++) {
        if (edgesCross(i, other, j)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean edgesCross(int i, Outline other, int j) {
    return !sameSide(normals[i], other.vertices[j], other.end(j))
        && !sameSide(other.normals[j], vertices[i], end(i))
        && S2EdgeUtil.robustCrossing(vertices[i], end(i), other.vertices[j], other.end(j)) > 0;
  }

  private static boolean sameSide(S2Point normal, S2Point c, S2Point d) {
    double first = normal.dotProd(c);
    double second = normal.dotProd(d);
    return (first > SIDE_ERROR && second > SIDE_ERROR)
        || (first < -SIDE_ERROR && second < -SIDE_ERROR);
  }

  boolean contains(Outline other) {
    if (!cap.intersects(other.cap)) {
      return false;
    }
    for (S2Point vertex : other.vertices) {
      if (!contains(vertex)) {
        return false;
      }
    }
    // If the other's boundary lies inside, so does the side that is smaller than a hemisphere.
    return convex || BoundaryWalk.staysInside(List.of(this), other);
  }

  @Override
  public double area() {
    if (cap.isLarge()) {
      return PolarSweep.union(List.of(this), cap).area();
    }
    // Triangles from the cap's centre to every edge, in stereographic coordinates about it: half
    // the area of such a triangle is the argument of 1 + conj(u) w.
    Tangent tangent = new Tangent(cap.centre());
    double sum = 0;
    double[] from = tangent.stereographic(vertices[vertices.length - 1]);
    for (S2Point vertex : vertices) {
      double[] to = tangent.stereographic(vertex);
      sum +=
          2 * Math.atan2(from[0] * to[1] - from[1] * to[0], 1 + from[0] * to[0] + from[1] * to[1]);
      from = to;
    }
    return sum;
  }

  @Override
  public S2Point moment() {
    S2Point sum = new S2Point(0, 0, 0);
    for (int i = 0; i < vertices.length; i++) {
      sum = S2Point.add(sum, S2Point.mul(normals[i], UnitVectors.angle(vertices[i], end(i)) / 2));
    }
    return sum;
  }

  /**
   * A disc around vertices: small, not the smallest. The centre walks towards the farthest vertex
   * by ever smaller steps.
   */
  static Disc capAround(S2Point[] vertices) {
    S2Point sum = new S2Point(0, 0, 0);
    for (S2Point vertex : vertices) {
      sum = S2Point.add(sum, vertex);
    }
    S2Point centre = sum.norm2() > 1e-20 ? S2Point.normalize(sum) : vertices[0];
    S2Point best = centre;
    double bestChord2 = Double.POSITIVE_INFINITY;
    for (int step = 1; step <= 12; step++) {
      S2Point farthest = vertices[0];
      double chord2 = 0;
      for (S2Point vertex : vertices) {
        double c = UnitVectors.chord2(centre, vertex);
        if (c > chord2) {
          chord2 = c;
          farthest = vertex;
        }
      }
      if (chord2 < bestChord2) {
        bestChord2 = chord2;
        best = centre;
      }
      S2Point moved = S2Point.add(centre, S2Point.mul(S2Point.sub(farthest, centre), 0.5 / step));
      if (moved.norm2() == 0) {
        break;
      }
      centre = S2Point.normalize(moved);
    }
    double chord = Math.sqrt(bestChord2);
    return new Disc(best, 2 * Math.asin(Math.min(1, chord / 2)) * (1 + 1e-12) + 2 * TOLERANCE);
  }
}
