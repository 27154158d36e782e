// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.benchmark.server;

import java.util.Arrays;
import java.util.Locale;

/** Repeated measurements of one thing, smallest first. */
final class Sample {

  private final double[] sorted;

  private Sample(double[] sorted) {
    this.sorted = sorted;
  }

  static Sample of(double[] values) {
    double[] copy = values.clone();
    Arrays.sort(copy);
    return new Sample(copy);
  }

  double median() {
    return quantile(0.5);
  }

  /** The value that a share of all values does not exceed. */
  double quantile(double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }

  /** Median, smallest and largest value with a unit. */
  String spread(String unit) {
    return String.format(
        Locale.ROOT,
        "%.2f %s (%.2f to %.2f, n = %d)",
        median(),
        unit,
        sorted[0],
        sorted[sorted.length - 1],
        sorted.length);
  }

  /** Median and the value that nineteen in twenty do not exceed. */
  String tail(String unit) {
    return String.format(
        Locale.ROOT,
        "%.2f %s median, %.2f %s p95 (n = %d)",
        median(),
        unit,
        quantile(0.95),
        unit,
        sorted.length);
  }
}
