// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.tile;

/** The 10,000 random numbers that quantised pixels were dithered with, appendix I. */
final class Dither {

  /** How many there are. */
  static final int COUNT = 10_000;

  private static final double MULTIPLIER = 16807.0;
  private static final double MODULUS = 2147483647.0;
  private static final float[] NUMBERS = numbers();

  private int seed;
  private int next;

  /**
   * The numbers of one tile.
   *
   * @param tile its row in the table, from 1
   * @param offset ZDITHER0
   */
  Dither(long tile, long offset) {
    seed = (int) Math.floorMod(tile + offset - 2, (long) COUNT);
    restart();
  }

  private static float[] numbers() {
    float[] numbers = new float[COUNT];
    double state = 1;
    for (int i = 0; i < COUNT; i++) {
      double product = MULTIPLIER * state;
      state = product - MODULUS * (long) (product / MODULUS);
      numbers[i] = (float) (state / MODULUS);
    }
    return numbers;
  }

  private void restart() {
    next = (int) (NUMBERS[seed] * 500);
  }

  /** The number of the next pixel. */
  float next() {
    float number = NUMBERS[next];
    if (++next == COUNT) {
      wrap();
    }
    return number;
  }

  private void wrap() {
    seed = seed + 1 == COUNT ? 0 : seed + 1;
    restart();
  }

  /** Leaves the numbers of some pixels out. */
  void skip(int pixels) {
    int left = pixels;
    while (left >= COUNT - next) {
      left -= COUNT - next;
      wrap();
    }
    next += left;
  }
}
