// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A block of an image: a range of pixels for each axis, NAXIS1 first.
 *
 * @param axes at least one
 */
public record Box(List<PixelRange> axes) {

  /** Copies the list. */
  public Box {
    axes = List.copyOf(axes);
    if (axes.isEmpty()) {
      throw new IllegalArgumentException("A box needs at least one axis.");
    }
  }

  /**
   * A box from pairs of first and last pixel.
   *
   * @param bounds first and last of axis 1, first and last of axis 2, and so on
   */
  public static Box of(long... bounds) {
    if (bounds.length % 2 != 0) {
      throw new IllegalArgumentException("Each axis needs a first and a last pixel.");
    }
    return new Box(
        LongStream.range(0, bounds.length / 2)
            .mapToObj(i -> new PixelRange(bounds[(int) (2 * i)], bounds[(int) (2 * i + 1)]))
            .toList());
  }

  /**
   * The range of one axis.
   *
   * @param axis from 0
   */
  public PixelRange axis(int axis) {
    return axes.get(axis);
  }

  /** As a FITS section is written, such as {@code [11:20,1:40]}. */
  @Override
  public String toString() {
    return axes.stream()
        .map(range -> range.first() + ":" + range.last())
        .collect(Collectors.joining(",", "[", "]"));
  }
}
