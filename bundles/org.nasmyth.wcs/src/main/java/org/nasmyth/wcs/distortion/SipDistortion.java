// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.distortion;

/**
 * The Simple Imaging Polynomial, Shupe et al. 2005 (ADASS XIV): what is added to pixel coordinates,
 * measured from the reference pixel.
 */
public final class SipDistortion implements PlaneMap {
  private final BivariatePolynomial a;
  private final BivariatePolynomial b;

  /**
   * Makes the map.
   *
   * @param a A_p_q by p, then by q
   * @param b B_p_q by p, then by q
   */
  public SipDistortion(double[][] a, double[][] b) {
    this.a = new BivariatePolynomial(a);
    this.b = new BivariatePolynomial(b);
  }

  @Override
  public void apply(double x, double y, double[] result) {
    result[0] = 0.0;
    result[1] = 0.0;
    result[2] = 1.0;
    result[3] = 0.0;
    result[4] = 0.0;
    result[5] = 1.0;
    a.add(x, y, result, 0, 2);
    b.add(x, y, result, 1, 4);
    result[0] += x;
    result[1] += y;
  }
}
