// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.fits;

import java.util.Arrays;
import org.nasmyth.products.fits.SpectrumOutline.Quantity;

/**
 * Gathers the numbers of a spectrum into stretches, whatever order they come in. Keeps a few
 * numbers for each stretch, however many elements there are.
 */
final class Trace {

  private final long elements;
  private final double[] shortest;
  private final double[] longest;
  private final double[] lows;
  private final double[] highs;

  /**
   * Nothing is gathered yet.
   *
   * @param elements of the spectrum, at least 1
   * @param stretches how many are wanted at most
   */
  Trace(long elements, int stretches) {
    int count = (int) Math.min(stretches, elements);
    this.elements = elements;
    this.shortest = filled(count, Double.POSITIVE_INFINITY);
    this.longest = filled(count, Double.NEGATIVE_INFINITY);
    this.lows = filled(count, Double.POSITIVE_INFINITY);
    this.highs = filled(count, Double.NEGATIVE_INFINITY);
  }

  private static double[] filled(int count, double value) {
    double[] values = new double[count];
    Arrays.fill(values, value);
    return values;
  }

  int stretches() {
    return lows.length;
  }

  /** The first element of a stretch, from 0. */
  long first(int stretch) {
    return stretch * elements / lows.length;
  }

  private int stretch(long element) {
    return (int) (((element + 1) * lows.length - 1) / elements);
  }

  /** Takes the spectral coordinate of an element, from 0. */
  void wave(long element, double value) {
    if (Double.isFinite(value)) {
      int stretch = stretch(element);
      shortest[stretch] = Math.min(shortest[stretch], value);
      longest[stretch] = Math.max(longest[stretch], value);
    }
  }

  /** Takes the flux of an element, from 0. */
  void flux(long element, double value) {
    if (Double.isFinite(value)) {
      int stretch = stretch(element);
      lows[stretch] = Math.min(lows[stretch], value);
      highs[stretch] = Math.max(highs[stretch], value);
    }
  }

  /** What was gathered. */
  SpectrumReading outline(Quantity wave, Quantity flux) {
    double[] waves = new double[lows.length];
    int drawable = 0;
    for (int i = 0; i < waves.length; i++) {
      waves[i] = shortest[i] > longest[i] ? Double.NaN : (shortest[i] + longest[i]) / 2;
      drawable += Double.isFinite(waves[i]) && lows[i] <= highs[i] ? 1 : 0;
    }
    return drawable < 2
        ? new SpectrumReading.Refused("It holds hardly a number.")
        : new SpectrumOutline(waves, lows, highs, wave, flux);
  }
}
