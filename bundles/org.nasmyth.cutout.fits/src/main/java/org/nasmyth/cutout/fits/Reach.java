// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.util.Map;
import org.nasmyth.fits.PixelRange;

/** What a wish comes to in the pixels of an image. */
sealed interface Reach {

  /** The image has no such axis. */
  record Untold() implements Reach {}

  /** No pixel is wanted. */
  record Outside() implements Reach {}

  /**
   * Some pixels are.
   *
   * @param ranges by pixel axis, from 0; axes that are not there stay whole
   */
  record Within(Map<Integer, PixelRange> ranges) implements Reach {

    /** Copies the map. */
    public Within {
      ranges = Map.copyOf(ranges);
    }
  }
}
