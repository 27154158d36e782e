// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.distortion;

/** A polynomial of two variables, each of which is first shifted and scaled. */
final class BivariatePolynomial {
  private final double[][] coefficients;
  private final Range first;
  private final Range second;

  /**
   * What a variable is brought to before its powers are taken.
   *
   * @param offset is subtracted
   * @param scale is then multiplied with
   */
  record Range(double offset, double scale) {
    /** The variable itself. */
    static final Range PLAIN = new Range(0.0, 1.0);
  }

  /**
   * Makes a polynomial of the variables themselves.
   *
   * @param coefficients by the power of the first variable, then by that of the second; rows may
   *     differ in length
   */
  BivariatePolynomial(double[][] coefficients) {
    this(coefficients, Range.PLAIN, Range.PLAIN);
  }

  /**
   * Makes a polynomial.
   *
   * @param coefficients by the power of the first variable, then by that of the second; rows may
   *     differ in length
   * @param first how the first variable is scaled
   * @param second how the second variable is scaled
   */
  BivariatePolynomial(double[][] coefficients, Range first, Range second) {
    this.first = first;
    this.second = second;
    this.coefficients = new double[coefficients.length][];
    for (int p = 0; p < coefficients.length; p++) {
      this.coefficients[p] = coefficients[p].clone();
    }
  }

  /**
   * Adds the value and the two slopes.
   *
   * @param first first variable
   * @param second second variable
   * @param result receives them by addition
   * @param value where to add the value
   * @param slopes where to add the slope by x; that by y follows it
   */
  void add(double first, double second, double[] result, int value, int slopes) {
    double x = (first - this.first.offset()) * this.first.scale();
    double y = (second - this.second.offset()) * this.second.scale();
    double sum = 0.0;
    double byX = 0.0;
    double byY = 0.0;
    for (int p = coefficients.length - 1; p >= 0; p--) {
      double[] row = coefficients[p];
      double inner = 0.0;
      double innerByY = 0.0;
      for (int q = row.length - 1; q >= 0; q--) {
        innerByY = innerByY * y + inner;
        inner = inner * y + row[q];
      }
      byX = byX * x + sum;
      sum = sum * x + inner;
      byY = byY * x + innerByY;
    }
    result[value] += sum;
    result[slopes] += byX * this.first.scale();
    result[slopes + 1] += byY * this.second.scale();
  }
}
