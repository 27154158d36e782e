// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.tile;

import java.util.Arrays;

/**
 * PLIO_1, section 10.4.3: 16-bit instructions of IRAF's line lists, each of an operation (4 bits)
 * and a number (12 bits), for masks with few different values.
 */
final class Plio implements Codec {

  private static final int HEADER_WORDS = 7;

  @Override
  public void decode(Compressed tile, int pixels, int[] values, int wanted)
      throws MalformedTileException {
    int words = tile.length() / 2;
    if (words < 3) {
      throw new MalformedTileException("A tile of PLIO_1 has no header.");
    }
    boolean old = word(tile, 2) > 0;
    if (!old && words < HEADER_WORDS) {
      throw new MalformedTileException("A tile of PLIO_1 has no header.");
    }
    int end = old ? word(tile, 2) : (word(tile, 4) << 15) + word(tile, 3);
    int first = old ? 3 : word(tile, 1);
    if (first < 0 || end > words) {
      throw new MalformedTileException("A tile of PLIO_1 is shorter than its header says.");
    }
    int at = 0;
    int value = 1;
    for (int i = first; i < end && at < wanted; i++) {
      int instruction = word(tile, i);
      int number = instruction & 0xFFF;
      switch (instruction >> 12) {
        case 0 -> at = fill(values, at, number, 0, wanted);
        case 1 -> {
          if (++i >= end) {
            throw new MalformedTileException("A tile of PLIO_1 ends within an instruction.");
          }
          value = (word(tile, i) << 12) + number;
        }
        case 2 -> value += number;
        case 3 -> value -= number;
        case 4 -> at = fill(values, at, number, value, wanted);
        case 5 -> {
          at = fill(values, at, number - 1, 0, wanted);
          at = fill(values, at, 1, value, wanted);
        }
        case 6 -> {
          value += number;
          at = fill(values, at, 1, value, wanted);
        }
        case 7 -> {
          value -= number;
          at = fill(values, at, 1, value, wanted);
        }
        default -> throw new MalformedTileException("A tile of PLIO_1 has an unknown instruction.");
      }
    }
    Arrays.fill(values, at, wanted, 0);
  }

  private static int fill(int[] values, int at, int count, int value, int wanted) {
    int end = Math.min(wanted, at + Math.max(0, count));
    Arrays.fill(values, at, end, value);
    return end;
  }

  private static int word(Compressed tile, int index) throws MalformedTileException {
    int at = tile.start() + 2 * index;
    if (at < tile.start() || at + 1 >= tile.end()) {
      throw new MalformedTileException("A tile of PLIO_1 ends too early.");
    }
    return (short) (((tile.bytes()[at] & 0xFF) << 8) | (tile.bytes()[at + 1] & 0xFF));
  }
}
