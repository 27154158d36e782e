// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/** QSC: equal areas on a cube, Paper II section 5.6.3. */
final class QuadrilateralizedCube extends QuadCube {
  private static final double ROOT_HALF = Math.sqrt(0.5);

  @Override
  void toFace(double xi, double eta, double zeta, double[] face) {
    boolean wide = Math.abs(xi) > Math.abs(eta);
    double major = wide ? xi : eta;
    double minor = wide ? eta : xi;
    if (major == 0.0) {
      face[0] = 0.0;
      face[1] = 0.0;
      return;
    }
    double omega = minor / major;
    double tau = 1.0 + omega * omega;
    double depth = (xi * xi + eta * eta) / (1.0 + zeta);
    double u = Math.copySign(Math.sqrt(depth / (1.0 - 1.0 / Math.sqrt(1.0 + tau))), major);
    double v =
        u / 15.0 * Math.toDegrees(Math.atan(omega) - Math.asin(omega / Math.sqrt(2.0 * tau)));
    face[0] = wide ? u : v;
    face[1] = wide ? v : u;
  }

  @Override
  void fromFace(double x, double y, double[] direction) {
    boolean wide = Math.abs(x) > Math.abs(y);
    double u = wide ? x : y;
    double v = wide ? y : x;
    if (u == 0.0) {
      direction[0] = 0.0;
      direction[1] = 0.0;
      direction[2] = 1.0;
      return;
    }
    double w = Math.toRadians(15.0 * v / u);
    double omega = Math.sin(w) / (Math.cos(w) - ROOT_HALF);
    double tau = 1.0 + omega * omega;
    double depth = u * u * (1.0 - 1.0 / Math.sqrt(1.0 + tau));
    double major = Math.copySign(Math.sqrt(depth * (2.0 - depth) / tau), u);
    direction[0] = wide ? major : omega * major;
    direction[1] = wide ? omega * major : major;
    direction[2] = 1.0 - depth;
  }
}
