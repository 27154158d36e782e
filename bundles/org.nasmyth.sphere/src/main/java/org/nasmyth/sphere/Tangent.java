// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import com.google.common.geometry.S2Point;

/** Coordinates about a pole of one's own choice. */
record Tangent(S2Point east, S2Point north, S2Point pole) {
  Tangent(S2Point pole) {
    this(S2Point.normalize(pole.ortho()), pole);
  }

  private Tangent(S2Point east, S2Point pole) {
    this(east, S2Point.crossProd(pole, east), pole);
  }

  /** A vector in this frame. */
  S2Point in(S2Point v) {
    return new S2Point(v.dotProd(east), v.dotProd(north), v.dotProd(pole));
  }

  /** A vector of this frame in the outer one. */
  S2Point out(S2Point v) {
    return S2Point.add(
        S2Point.add(S2Point.mul(east, v.getX()), S2Point.mul(north, v.getY())),
        S2Point.mul(pole, v.getZ()));
  }

  /** Tangent of half the distance from the pole, split into its two directions. */
  double[] stereographic(S2Point v) {
    double scale = 1 / (1 + v.dotProd(pole));
    return new double[] {v.dotProd(east) * scale, v.dotProd(north) * scale};
  }
}
