// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/** TSC: every face is gnomonic, Paper II section 5.6.1. */
final class TangentialCube extends QuadCube {
  @Override
  void toFace(double xi, double eta, double zeta, double[] face) {
    face[0] = xi / zeta;
    face[1] = eta / zeta;
  }

  @Override
  void fromFace(double x, double y, double[] direction) {
    double zeta = 1.0 / Math.sqrt(1.0 + x * x + y * y);
    direction[0] = x * zeta;
    direction[1] = y * zeta;
    direction[2] = zeta;
  }
}
