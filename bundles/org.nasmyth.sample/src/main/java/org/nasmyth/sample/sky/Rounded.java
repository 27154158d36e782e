// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.sky;

/** Numbers rounded to decimals, as an archive's headers hold them. */
public final class Rounded {

  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};

  private Rounded() {}

  /**
   * A number rounded.
   *
   * @param decimals 0 to 8
   */
  public static double to(double value, int decimals) {
    return Math.rint(value * POWERS[decimals]) / POWERS[decimals];
  }

  /** A number rounded to significant digits. */
  public static double significant(double value, int digits) {
    if (value == 0) {
      return 0;
    }
    int exponent = (int) Math.floor(StrictMath.log10(Math.abs(value)));
    double scale = StrictMath.pow(10, Math.abs(digits - 1 - exponent));
    return digits - 1 - exponent >= 0
        ? Math.rint(value * scale) / scale
        : Math.rint(value / scale) * scale;
  }
}
