// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.tile;

import org.nasmyth.fits.Box;

/** The tiles that touch a box, by their rows in the table, ascending. */
final class TileSequence {

  private final TiledImage image;
  private final long[] first;
  private final long[] last;
  private final long[] at;
  private boolean ended;

  TileSequence(TiledImage image, Box box) {
    this.image = image;
    int dimensions = image.dimensions();
    first = new long[dimensions];
    last = new long[dimensions];
    for (int i = 0; i < dimensions; i++) {
      first[i] = (box.axis(i).first() - 1) / image.tile(i);
      last[i] = (box.axis(i).last() - 1) / image.tile(i);
    }
    at = first.clone();
  }

  /** The next tile, which stays the next one; -1 at the end. */
  long peek() {
    return ended ? -1 : image.number(at);
  }

  /** The next tile. */
  long next() {
    long number = peek();
    int i = 0;
    while (i < at.length && at[i] == last[i]) {
      at[i] = first[i];
      i++;
    }
    if (i == at.length) {
      ended = true;
    } else {
      at[i]++;
    }
    return number;
  }
}
