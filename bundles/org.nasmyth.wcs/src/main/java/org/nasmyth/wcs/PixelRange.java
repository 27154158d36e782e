// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

/**
 * A run of pixels along one pixel axis, both ends included.
 *
 * @param first number of the first pixel, from 1
 * @param last number of the last pixel, at least {@code first}
 */
public record PixelRange(long first, long last) {
  /** Makes a range. */
  public PixelRange {
    if (first < 1 || last < first) {
      throw new IllegalArgumentException("No range of pixels: " + first + " to " + last);
    }
  }

  /** How many pixels it holds. */
  public long length() {
    return last - first + 1;
  }

  /** The smallest range that holds this one and another. */
  public PixelRange with(PixelRange other) {
    return new PixelRange(Math.min(first, other.first), Math.max(last, other.last));
  }
}
