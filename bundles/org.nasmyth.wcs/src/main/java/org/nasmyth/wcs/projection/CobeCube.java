// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/**
 * CSC: the cube of the COBE mission, Paper II section 5.6.2. Both ways are polynomials that are
 * each other's inverse to some 24 arcseconds only, which is how the projection is defined.
 */
final class CobeCube extends QuadCube {
  private static final double GAMMA_STAR = 1.37484847732;
  private static final double M = 0.004869491981;
  private static final double GAMMA = -0.13161671474;
  private static final double OMEGA = -0.159596235474;
  private static final double D0 = 0.0759196200467;
  private static final double D1 = -0.0217762490699;
  private static final double C00 = 0.141189631152;
  private static final double C10 = 0.0809701286525;
  private static final double C01 = -0.281528535557;
  private static final double C11 = 0.15384112876;
  private static final double C20 = -0.178251207466;
  private static final double C02 = 0.106959469314;

  /**
   * P_ij of equation 5.6.2: by power j of the other coordinate, then by power i of the coordinate
   * itself.
   */
  private static final double[][] P = {
    {-0.27292696, -0.07629969, -0.22797056, 0.54852384, -0.62930065, 0.25795794, 0.02584375},
    {-0.02819452, -0.01471565, 0.48051509, -1.74114454, 1.71547508, -0.53022337},
    {0.27058160, -0.56800938, 0.30803317, 0.98938102, -0.83180469},
    {-0.60441560, 1.50880086, -0.93678576, 0.08693841},
    {0.93412077, -1.41601920, 0.33887446},
    {-0.63915306, 0.52032238},
    {0.14381585}
  };

  @Override
  void toFace(double xi, double eta, double zeta, double[] face) {
    double a = xi / zeta;
    double b = eta / zeta;
    face[0] = forward(a, b);
    face[1] = forward(b, a);
  }

  private static double forward(double a, double b) {
    double aa = a * a;
    double bb = b * b;
    double aCo = 1.0 - aa;
    double bCo = 1.0 - bb;
    double polynomial = C00 + C10 * aa + C01 * bb + C11 * aa * bb + C20 * aa * aa + C02 * bb * bb;
    return a
        * (aa
            + aCo
                * (GAMMA_STAR
                    + bb * (GAMMA * aCo + M * aa + bCo * polynomial)
                    + aa * (OMEGA - aCo * (D0 + D1 * aa))));
  }

  @Override
  void fromFace(double x, double y, double[] direction) {
    double a = backward(x, y);
    double b = backward(y, x);
    double zeta = 1.0 / Math.sqrt(1.0 + a * a + b * b);
    direction[0] = a * zeta;
    direction[1] = b * zeta;
    direction[2] = zeta;
  }

  private static double backward(double x, double y) {
    double xx = x * x;
    double yy = y * y;
    double sum = 0.0;
    for (int j = P.length - 1; j >= 0; j--) {
      double inner = 0.0;
      for (int i = P[j].length - 1; i >= 0; i--) {
        inner = inner * xx + P[j][i];
      }
      sum = sum * yy + inner;
    }
    return x + x * (1.0 - xx) * sum;
  }
}
