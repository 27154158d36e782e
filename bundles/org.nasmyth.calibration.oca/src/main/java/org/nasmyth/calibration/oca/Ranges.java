// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.nasmyth.api.products.Interval;

/**
 * Numbers within intervals.
 *
 * @param intervals in ascending order, without a number in common
 */
record Ranges(List<Interval> intervals) {

  /** All numbers. */
  static final Ranges ALL =
      new Ranges(List.of(new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)));

  /** Copies the list. */
  Ranges {
    intervals = List.copyOf(intervals);
  }

  /** One interval; none if the ends are in the wrong order. */
  static Ranges of(double low, double high) {
    return new Ranges(low <= high ? List.of(new Interval(low, high)) : List.of());
  }

  boolean isEmpty() {
    return intervals.isEmpty();
  }

  /** What is in one of some intervals. */
  static Ranges union(List<Interval> parts) {
    return merged(new ArrayList<>(parts), 0);
  }

  /** What is in both of them. */
  Ranges common(Ranges other) {
    List<Interval> common = new ArrayList<>();
    int i = 0;
    int k = 0;
    while (i < intervals.size() && k < other.intervals.size()) {
      Interval a = intervals.get(i);
      Interval b = other.intervals.get(k);
      if (a.meets(b)) {
        common.add(new Interval(Math.max(a.low(), b.low()), Math.min(a.high(), b.high())));
      }
      if (a.high() < b.high()) {
        i++;
      } else {
        k++;
      }
    }
    return new Ranges(common);
  }

  /**
   * With other ends.
   *
   * @param low makes the lower ends, none higher
   * @param high makes the upper ends, none lower
   */
  Ranges widened(DoubleUnaryOperator low, DoubleUnaryOperator high) {
    List<Interval> wider = new ArrayList<>();
    for (Interval one : intervals) {
      wider.add(new Interval(low.applyAsDouble(one.low()), high.applyAsDouble(one.high())));
    }
    return merged(wider, 0);
  }

  /** The same and what lies between them, so that there are no more than so many. */
  Ranges atMost(int most) {
    Ranges fewer = this;
    for (double gap = 1; fewer.intervals.size() > most; gap *= 4) {
      fewer = merged(new ArrayList<>(fewer.intervals), gap);
    }
    return fewer;
  }

  private static Ranges merged(List<Interval> parts, double gap) {
    parts.sort(Comparator.comparingDouble(Interval::low));
    List<Interval> merged = new ArrayList<>();
    for (Interval part : parts) {
      Interval last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && part.low() <= last.high() + gap) {
        merged.set(merged.size() - 1, new Interval(last.low(), Math.max(last.high(), part.high())));
      } else {
        merged.add(part);
      }
    }
    return new Ranges(merged);
  }
}
