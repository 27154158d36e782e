// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import com.google.common.geometry.S2Point;

/**
 * A connected region ready for questions. Angles are radians; the boundary rule is {@link
 * Region}'s.
 */
sealed interface Shape permits Disc, Outline {
  /** {@link Region#TOLERANCE} in radians. */
  double TOLERANCE = Math.toRadians(Region.TOLERANCE);

  /** A disc that contains this shape; it may be the shape itself. */
  Disc cap();

  boolean contains(S2Point p);

  /** Area in steradians. */
  double area();

  /** The integral of the direction over the area. */
  S2Point moment();

  static boolean contains(Shape outer, Shape inner) {
    if (outer instanceof Disc disc) {
      return inner instanceof Disc other ? disc.contains(other) : disc.contains((Outline) inner);
    }
    Outline outline = (Outline) outer;
    return inner instanceof Disc other
        ? outline.contains(other)
        : outline.contains((Outline) inner);
  }

  static boolean intersects(Shape a, Shape b) {
    if (a instanceof Disc disc) {
      return b instanceof Disc other ? disc.intersects(other) : ((Outline) b).intersects(disc);
    }
    Outline outline = (Outline) a;
    return b instanceof Disc other ? outline.intersects(other) : outline.intersects((Outline) b);
  }
}
