// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * The search along one pixel axis for a range of what a world coordinate means. It needs the way
 * from pixels to world coordinates only, so it works for whatever is monotonic and, more slowly,
 * for what is not.
 */
final class AxisScan {
  private static final int SAMPLES = 64;
  private static final double TOUCH = 1e-9;

  private final Wcs wcs;
  private final int worldAxis;
  private final DoubleUnaryOperator meaning;
  private final int pixelAxis;
  private final List<Integer> others;
  private final double[] pixel;
  private final double[] world;
  private final long length;

  /**
   * Makes a search; only one thread may use it.
   *
   * @param wcs the world coordinates
   * @param worldAxis from 0
   * @param meaning from a world coordinate to what ranges are given in
   */
  AxisScan(Wcs wcs, int worldAxis, DoubleUnaryOperator meaning) {
    this.wcs = wcs;
    this.worldAxis = worldAxis;
    this.meaning = meaning;
    long[] shape = wcs.shape();
    List<Integer> all = new ArrayList<>(wcs.pixelAxes(worldAxis));
    int best = all.get(0);
    for (int j : all) {
      if (reach(shape, j) > reach(shape, best)) {
        best = j;
      }
    }
    pixelAxis = best;
    all.remove(Integer.valueOf(best));
    all.removeIf(j -> shape[j] == 1);
    others = List.copyOf(all);
    length = shape[best];
    pixel = new double[wcs.size()];
    world = new double[wcs.size()];
    Arrays.fill(pixel, 1.0);
  }

  private double reach(long[] shape, int j) {
    return Math.abs(wcs.linear().element(worldAxis, j)) * shape[j];
  }

  /** The pixel axis that the world axis mostly runs along, from 0. */
  int pixelAxis() {
    return pixelAxis;
  }

  private double at(double p) {
    pixel[pixelAxis] = p;
    wcs.pixelToWorld(pixel, world, 1);
    return meaning.applyAsDouble(world[worldAxis]);
  }

  /** The least and the largest value that any pixel covers; empty if none covers any. */
  Optional<double[]> coverage() {
    double[] found = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    forOthers(
        0,
        () -> {
          boolean whole = monotonic();
          long step = whole ? Math.max(1, length) : 1;
          for (long k = 0; k <= length; k += step) {
            for (double p : new double[] {k + 0.5, Math.min(k + 1.0, (double) length)}) {
              double value = at(p);
              if (!Double.isNaN(value)) {
                found[0] = Math.min(found[0], value);
                found[1] = Math.max(found[1], value);
              }
            }
          }
        });
    return found[0] <= found[1] ? Optional.of(found) : Optional.empty();
  }

  /**
   * Finds the pixels that overlap a range.
   *
   * @param low lower end
   * @param high upper end, not beneath the lower one
   * @return the pixels, or empty if there are none
   */
  Optional<PixelRange> pixels(double low, double high) {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "The interval from " + low + " to " + high + " is reversed or not a number.");
    }
    List<PixelRange> found = new ArrayList<>();
    forOthers(0, () -> pixelsHere(low, high).ifPresent(found::add));
    return found.stream().reduce(PixelRange::with);
  }

  /** Runs something for the ends and the middle of every other pixel axis that matters. */
  private void forOthers(int index, Runnable action) {
    if (index == others.size()) {
      action.run();
      return;
    }
    int axis = others.get(index);
    double end = wcs.shape()[axis] + 0.5;
    for (double p : new double[] {0.5, (0.5 + end) / 2.0, end}) {
      pixel[axis] = p;
      forOthers(index + 1, action);
    }
  }

  private boolean monotonic() {
    int steps = (int) Math.min(length, SAMPLES);
    double before = Double.NaN;
    int direction = 0;
    for (int k = 0; k <= steps; k++) {
      double value = at(0.5 + (double) length * k / steps);
      if (!Double.isFinite(value)) {
        return false;
      }
      if (k > 0) {
        int here = Double.compare(value, before);
        if (here == 0 || (direction != 0 && here != direction)) {
          return false;
        }
        direction = here;
      }
      before = value;
    }
    return true;
  }

  private Optional<PixelRange> pixelsHere(double low, double high) {
    return monotonic() ? solved(low, high) : searched(low, high);
  }

  private Optional<PixelRange> solved(double low, double high) {
    double start = 0.5;
    double end = length + 0.5;
    boolean rising = at(end) > at(start);
    double least = at(rising ? start : end);
    double largest = at(rising ? end : start);
    if (high < least || low > largest) {
      return Optional.empty();
    }
    double lowPlace = low <= least ? (rising ? start : end) : place(low, rising);
    double highPlace = high >= largest ? (rising ? end : start) : place(high, rising);
    if (low == high) {
      return Optional.of(single((lowPlace + highPlace) / 2.0));
    }
    double first = Math.min(lowPlace, highPlace);
    double last = Math.max(lowPlace, highPlace);
    return Optional.of(
        new PixelRange(
            clip((long) Math.ceil(first - 0.5 - TOUCH)),
            clip((long) Math.floor(last + 0.5 + TOUCH))));
  }

  private PixelRange single(double place) {
    long pixelNumber = clip((long) Math.floor(place + 0.5));
    return new PixelRange(pixelNumber, pixelNumber);
  }

  private long clip(long number) {
    return Math.max(1, Math.min(length, number));
  }

  private double place(double value, boolean rising) {
    double below = 0.5;
    double above = length + 0.5;
    for (int k = 0; k < 200; k++) {
      double middle = 0.5 * (below + above);
      if (middle <= below || middle >= above) {
        break;
      }
      if (at(middle) < value == rising) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return 0.5 * (below + above);
  }

  private Optional<PixelRange> searched(double low, double high) {
    long first = 0;
    long last = 0;
    double before = at(0.5);
    for (long k = 1; k <= length; k++) {
      double middle = at((double) k);
      double after = at(k + 0.5);
      if (overlaps(before, middle, low, high) || overlaps(middle, after, low, high)) {
        first = first == 0 ? k : first;
        last = k;
      }
      before = after;
    }
    return first == 0 ? Optional.empty() : Optional.of(new PixelRange(first, last));
  }

  private static boolean overlaps(double a, double b, double low, double high) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      double known = Double.isNaN(a) ? b : a;
      return known >= low && known <= high;
    }
    return Math.max(a, b) >= low && Math.min(a, b) <= high;
  }
}
