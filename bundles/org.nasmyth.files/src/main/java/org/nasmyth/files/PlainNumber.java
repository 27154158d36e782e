// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for people: up to ten digits, no exponent unless the number is far from one. */
final class PlainNumber {

  private static final MathContext TEN = new MathContext(10);

  private PlainNumber() {}

  static String of(double value) {
    if (!Double.isFinite(value)) {
      return String.valueOf(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(TEN).stripTrailingZeros();
    double size = Math.abs(value);
    return value != 0 && (size < 1e-4 || size >= 1e10)
        ? rounded.toString().replace("E", "e")
        : rounded.toPlainString();
  }
}
