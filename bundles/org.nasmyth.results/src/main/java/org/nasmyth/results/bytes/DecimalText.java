// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.bytes;

import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;
import com.fasterxml.jackson.core.io.schubfach.FloatToDecimal;

/**
 * Numbers as decimal text, in the notation of {@link Double#toString(double)}. Most numbers of a
 * catalogue have few digits; those are written by integer arithmetic. A decimal of at most 15
 * digits is told from every other such decimal by a double, one of at most 6 digits by a float, so
 * if it reads back as the same number it is the only shortest text for it. The others are written
 * by Schubfach's algorithm, which Java's own {@code toString} has since 19 only.
 */
final class DecimalText {

  /** No number's text is longer. */
  static final int LONGEST = 32;

  private static final int DOUBLE_DIGITS = 15;
  private static final int FLOAT_DIGITS = 6;
  private static final double LEAST_PLAIN = 1e-3;
  private static final double LEAST_SCIENTIFIC = 1e7;
  private static final float FLOAT_LIMIT = 1e5f;
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17
  };

  private final byte[] digits = new byte[LONGEST];

  /** Puts a whole number; returns the place behind its last digit. */
  int put(long value, byte[] target, int at) {
    int next = at;
    if (value < 0) {
      target[next++] = '-';
    }
    return putDigits(value < 0 ? value : -value, target, next);
  }

  /** Puts a finite number; returns the place behind its last digit. */
  int put(double value, byte[] target, int at) {
    double size = Math.abs(value);
    if (size >= LEAST_PLAIN && size < LEAST_SCIENTIFIC) {
      int scale = scaleOf(size, DOUBLE_DIGITS);
      long scaled = Math.round(size * POWERS_OF_TEN[scale]);
      if (scaled / POWERS_OF_TEN[scale] == size) {
        return putScaled(value < 0, scaled, scale, target, at);
      }
    }
    return putText(DoubleToDecimal.toString(value), target, at);
  }

  /** Puts a finite number; returns the place behind its last digit. */
  int put(float value, byte[] target, int at) {
    float size = Math.abs(value);
    if (size >= (float) LEAST_PLAIN && size < FLOAT_LIMIT) {
      int scale = scaleOf(size, FLOAT_DIGITS);
      long scaled = Math.round(size * POWERS_OF_TEN[scale]);
      if ((float) (scaled / POWERS_OF_TEN[scale]) == size) {
        return putScaled(value < 0, scaled, scale, target, at);
      }
    }
    return putText(FloatToDecimal.toString(value), target, at);
  }

  /** How many decimal places make a number have the wanted count of digits. */
  private static int scaleOf(double size, int wanted) {
    if (size >= 1) {
      int whole = 1;
      while (size >= POWERS_OF_TEN[whole]) {
        whole++;
      }
      return wanted - whole;
    }
    return size >= 0.1 ? wanted : size >= 0.01 ? wanted + 1 : wanted + 2;
  }

  private int putScaled(boolean negative, long scaled, int scale, byte[] target, int at) {
    long number = scaled;
    int places = scale;
    while (places > 1 && number % 10 == 0) {
      number /= 10;
      places--;
    }
    int next = at;
    if (negative) {
      target[next++] = '-';
    }
    long unit = (long) POWERS_OF_TEN[places];
    next = putDigits(-(number / unit), target, next);
    target[next++] = '.';
    long fraction = number % unit;
    for (int i = next + places - 1; i >= next; i--) {
      target[i] = (byte) ('0' + fraction % 10);
      fraction /= 10;
    }
    return next + places;
  }

  /** Takes the number negated, because the least long has no positive counterpart. */
  private int putDigits(long negated, byte[] target, int at) {
    long rest = negated;
    int first = digits.length;
    do {
      digits[--first] = (byte) ('0' - rest % 10);
      rest /= 10;
    } while (rest != 0);
    int length = digits.length - first;
    System.arraycopy(digits, first, target, at, length);
    return at + length;
  }

  @SuppressWarnings("deprecation") // No other way copies the bytes of ASCII text without a detour.
  private static int putText(String text, byte[] target, int at) {
    text.getBytes(0, text.length(), target, at);
    return at + text.length();
  }
}
