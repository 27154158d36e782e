// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/**
 * A projection onto the six faces of a cube laid out as a cross on its side, Paper II section 5.6:
 * face 0 at the north, 1 to 4 along the equator, 5 at the south. On a face, a direction is (xi,
 * eta, zeta) with zeta towards its middle.
 */
abstract class QuadCube implements Projection {
  private static final double FACE = Math.PI / 4;
  private static final double EDGE = 1e-12;

  @Override
  public final double referenceLatitude() {
    return 0.0;
  }

  /**
   * Finds the place on a face.
   *
   * @param face receives x and y within plus or minus 1
   */
  abstract void toFace(double xi, double eta, double zeta, double[] face);

  /**
   * Finds the direction of a place on a face.
   *
   * @param direction receives xi, eta and zeta of unit length
   */
  abstract void fromFace(double x, double y, double[] direction);

  @Override
  public final boolean toSphere(double x, double y, double[] direction) {
    double fx = x / FACE;
    double fy = y / FACE;
    if (Math.abs(fx) > 7.0 + EDGE
        || Math.abs(fy) > (Math.abs(fx) <= 1.0 + EDGE ? 3.0 : 1.0) + EDGE) {
      return false;
    }
    if (fx < -1.0) {
      fx += 8.0; // the band of faces along the equator may be continued to the other side
    }
    int face = 1;
    if (fy > 1.0) {
      face = 0;
      fy -= 2.0;
    } else if (fy < -1.0) {
      face = 5;
      fy += 2.0;
    } else if (fx > 5.0) {
      face = 4;
      fx -= 6.0;
    } else if (fx > 3.0) {
      face = 3;
      fx -= 4.0;
    } else if (fx > 1.0) {
      face = 2;
      fx -= 2.0;
    }
    fromFace(Math.max(-1.0, Math.min(1.0, fx)), Math.max(-1.0, Math.min(1.0, fy)), direction);
    double xi = direction[0];
    double eta = direction[1];
    double zeta = direction[2];
    switch (face) {
      case 0 -> set(direction, -eta, xi, zeta);
      case 1 -> set(direction, zeta, xi, eta);
      case 2 -> set(direction, -xi, zeta, eta);
      case 3 -> set(direction, -zeta, -xi, eta);
      case 4 -> set(direction, xi, -zeta, eta);
      default -> set(direction, eta, xi, -zeta);
    }
    return true;
  }

  private static void set(double[] direction, double l, double m, double n) {
    direction[0] = l;
    direction[1] = m;
    direction[2] = n;
  }

  @Override
  public final boolean toPlane(double l, double m, double n, double[] point) {
    int face = 0;
    double zeta = n;
    if (l > zeta) {
      face = 1;
      zeta = l;
    }
    if (m > zeta) {
      face = 2;
      zeta = m;
    }
    if (-l > zeta) {
      face = 3;
      zeta = -l;
    }
    if (-m > zeta) {
      face = 4;
      zeta = -m;
    }
    if (-n > zeta) {
      face = 5;
      zeta = -n;
    }
    double middleX = 0.0;
    double middleY = 0.0;
    switch (face) {
      case 0 -> {
        toFace(m, -l, zeta, point);
        middleY = 2.0;
      }
      case 1 -> toFace(m, n, zeta, point);
      case 2 -> {
        toFace(-l, n, zeta, point);
        middleX = 2.0;
      }
      case 3 -> {
        toFace(-m, n, zeta, point);
        middleX = 4.0;
      }
      case 4 -> {
        toFace(l, n, zeta, point);
        middleX = 6.0;
      }
      default -> {
        toFace(m, l, zeta, point);
        middleY = -2.0;
      }
    }
    point[0] = (point[0] + middleX) * FACE;
    point[1] = (point[1] + middleY) * FACE;
    return true;
  }
}
