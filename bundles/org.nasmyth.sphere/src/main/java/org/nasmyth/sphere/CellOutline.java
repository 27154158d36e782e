// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import com.google.common.geometry.S2Cell;
import com.google.common.geometry.S2Point;

/** The four great-circle edges of an index cell. */
final class CellOutline extends Outline {
  private CellOutline(S2Point[] vertices) {
    super(vertices, capAround(vertices));
  }

  static CellOutline of(S2Cell cell) {
    return new CellOutline(
        new S2Point[] {cell.getVertex(0), cell.getVertex(1), cell.getVertex(2), cell.getVertex(3)});
  }

  @Override
  boolean interior(S2Point p) {
    for (int i = 0; i < size(); i++) {
      if (p.dotProd(normal(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
