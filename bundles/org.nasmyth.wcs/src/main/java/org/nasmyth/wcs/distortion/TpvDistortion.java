// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.distortion;

import java.util.Arrays;

/**
 * The polynomials of TPV, in intermediate world coordinates (degrees): 40 terms in x, y and r of
 * each coordinate, the roles of x and y exchanged for the second. SCAMP writes the same under the
 * name of TAN.
 */
public final class TpvDistortion implements PlaneMap {
  /** How many terms there are: PVi_0 to PVi_39. */
  public static final int TERMS = 40;

  private static final int DEGREE = 7;

  private final BivariatePolynomial first;
  private final BivariatePolynomial second;
  private final double[] firstRadial;
  private final double[] secondRadial;

  /**
   * Makes the map.
   *
   * @param first PVi_m of the longitude axis by m, at most {@link #TERMS}; NaN where the header
   *     gives none
   * @param second PVi_m of the latitude axis likewise
   */
  public TpvDistortion(double[] first, double[] second) {
    double[] f = complete(first);
    double[] s = complete(second);
    this.first = polynomial(f, false);
    this.second = polynomial(s, true);
    firstRadial = radial(f);
    secondRadial = radial(s);
  }

  private static double[] complete(double[] given) {
    double[] all = new double[TERMS];
    all[1] = 1.0;
    for (int m = 0; m < given.length; m++) {
      if (!Double.isNaN(given[m])) {
        all[m] = given[m];
      }
    }
    return all;
  }

  private static BivariatePolynomial polynomial(double[] pv, boolean exchanged) {
    double[][] coefficients = new double[DEGREE + 1][DEGREE + 1];
    int m = 0;
    for (int degree = 0; degree <= DEGREE; degree++) {
      for (int q = 0; q <= degree; q++) {
        int p = degree - q;
        coefficients[exchanged ? q : p][exchanged ? p : q] = pv[m++];
      }
      if (degree % 2 == 1) {
        m++; // the power of r
      }
    }
    return new BivariatePolynomial(coefficients);
  }

  private static double[] radial(double[] pv) {
    return new double[] {pv[3], pv[11], pv[23], pv[39]};
  }

  @Override
  public void apply(double x, double y, double[] result) {
    Arrays.fill(result, 0, RESULTS, 0.0);
    first.add(x, y, result, 0, 2);
    second.add(x, y, result, 1, 4);
    addRadial(firstRadial, x, y, result, 0, 2);
    addRadial(secondRadial, x, y, result, 1, 4);
  }

  private static void addRadial(
      double[] c, double x, double y, double[] result, int value, int slopes) {
    if (c[0] == 0.0 && c[1] == 0.0 && c[2] == 0.0 && c[3] == 0.0) {
      return;
    }
    double square = x * x + y * y;
    double r = Math.sqrt(square);
    if (r == 0.0) {
      return;
    }
    result[value] += r * (c[0] + square * (c[1] + square * (c[2] + square * c[3])));
    double slope = (c[0] + square * (3.0 * c[1] + square * (5.0 * c[2] + square * 7.0 * c[3]))) / r;
    result[slopes] += slope * x;
    result[slopes + 1] += slope * y;
  }
}
