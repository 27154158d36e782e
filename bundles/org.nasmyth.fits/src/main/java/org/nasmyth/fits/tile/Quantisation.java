// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.tile;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * How whole numbers stand for real pixels, section 10.2: as cfitsio computes it, so that every
 * reader has the same bits.
 *
 * @param method of dithering
 * @param offset ZDITHER0
 */
record Quantisation(Method method, long offset) {

  /** Stands for a pixel that is exactly zero in SUBTRACTIVE_DITHER_2. */
  private static final int ZERO = -2147483646;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** ZQUANTIZ. */
  enum Method {
    /** Rounded to the next level. */
    NO_DITHER,
    /** With random numbers. */
    SUBTRACTIVE_DITHER_1,
    /** With random numbers, and zeros kept. */
    SUBTRACTIVE_DITHER_2
  }

  /**
   * Computes pixels of one tile.
   *
   * @param levels whole numbers
   * @param from the first pixel that is wanted
   * @param to behind the last one
   * @param tile the tile with its scale
   * @param pixels takes them in big-endian order
   * @param width 4 for single precision, 8 for double
   */
  void toPixels(int[] levels, int from, int to, StoredTile tile, byte[] pixels, int width) {
    Dither dither = new Dither(tile.number() + 1, offset);
    dither.skip(from);
    boolean dithered = method != Method.NO_DITHER;
    boolean zeros = method == Method.SUBTRACTIVE_DITHER_2;
    boolean blanks = tile.blank().isPresent();
    int blank = tile.blank().orElse(0);
    double scale = tile.scale();
    double zero = tile.zero();
    for (int i = from; i < to; i++) {
      int level = levels[i];
      double random = dithered ? dither.next() : 0.5;
      if (blanks && level == blank) {
        putBlank(pixels, i, width);
      } else if (zeros && level == ZERO) {
        put(pixels, i, width, 0);
      } else if (dithered) {
        put(pixels, i, width, (level - random + 0.5) * scale + zero);
      } else {
        put(pixels, i, width, level * scale + zero);
      }
    }
  }

  private static void put(byte[] pixels, int index, int width, double value) {
    if (width == Float.BYTES) {
      INTS.set(pixels, index * Float.BYTES, Float.floatToRawIntBits((float) value));
    } else {
      LONGS.set(pixels, index * Double.BYTES, Double.doubleToRawLongBits(value));
    }
  }

  /** All bits set, which is not a number. */
  private static void putBlank(byte[] pixels, int index, int width) {
    if (width == Float.BYTES) {
      INTS.set(pixels, index * Float.BYTES, -1);
    } else {
      LONGS.set(pixels, index * Double.BYTES, -1L);
    }
  }
}
