// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers that stand at an axis of a plot: 1, 2 or 5 times a power of ten apart, without more
 * digits than it takes to tell them apart.
 *
 * @param ticks in rising order; empty where the ends lie too close together to be told apart
 * @param power of ten that the labels are to be multiplied with
 */
record PlotAxis(List<Tick> ticks, int power) {

  /** Beyond these, labels are written with a power of ten at the axis. */
  private static final double LARGE = 1e5;

  private static final double SMALL = 1e-2;

  /** As many steps from zero as are exact and readable. */
  private static final double FARTHEST = 1e9;

  /**
   * One number.
   *
   * @param value where it stands
   * @param label without the axis' power of ten
   */
  record Tick(double value, String label) {}

  /** Copies the list. */
  PlotAxis {
    ticks = List.copyOf(ticks);
  }

  /**
   * Chooses numbers.
   *
   * @param low end of the axis, finite
   * @param high end of the axis, finite and above
   * @param most how many steps there is room for, at least 2
   */
  static PlotAxis of(double low, double high, int most) {
    double largest = Math.max(Math.abs(low), Math.abs(high));
    double span = high - low;
    if (!(span > 0) || !Double.isFinite(span)) {
      return new PlotAxis(List.of(), 0);
    }
    int power = largest >= LARGE || largest < SMALL ? (int) Math.floor(Math.log10(largest)) : 0;
    int exponent = (int) Math.floor(Math.log10(span / most));
    int times = 1;
    while (times < 10 && span / step(times, exponent) > most) {
      times = times == 2 ? 5 : 2 * times;
    }
    if (times == 10) {
      times = 1;
      exponent++;
    }
    double step = step(times, exponent);
    if (!(step > 0) || largest / step > FARTHEST) {
      return new PlotAxis(List.of(), 0);
    }
    List<Tick> ticks = new ArrayList<>();
    for (long k = (long) Math.ceil(low / step); k <= (long) Math.floor(high / step); k++) {
      BigDecimal value = BigDecimal.valueOf(k * times).scaleByPowerOfTen(exponent);
      BigDecimal label = value.scaleByPowerOfTen(-power);
      ticks.add(new Tick(value.doubleValue(), k == 0 ? "0" : label.toPlainString()));
    }
    return new PlotAxis(ticks, power);
  }

  private static double step(int times, int exponent) {
    return times * Math.pow(10, exponent);
  }
}
