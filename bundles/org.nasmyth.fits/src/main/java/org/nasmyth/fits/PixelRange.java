// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits;

/**
 * Pixels of one axis, counted from 1 as FITS does.
 *
 * @param first the first one
 * @param last the last one, which belongs to the range
 */
public record PixelRange(long first, long last) {

  /** Checks that there is at least one pixel. */
  public PixelRange {
    if (first < 1 || last < first) {
      throw new IllegalArgumentException(
          "Not a range of pixels: from %d to %d.".formatted(first, last));
    }
  }

  /** How many pixels there are. */
  public long length() {
    return last - first + 1;
  }
}
