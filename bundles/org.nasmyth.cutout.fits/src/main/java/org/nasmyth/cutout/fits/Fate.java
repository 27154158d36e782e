// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import org.nasmyth.fits.Box;

/** What becomes of an image. */
sealed interface Fate {

  /** It stays as it is. */
  record Whole() implements Fate {}

  /** It is not in the piece. */
  record Dropped() implements Fate {}

  /**
   * A box is cut out.
   *
   * @param box a range for each axis
   * @param leader the image whose coordinates told the box
   */
  record Boxed(Box box, Grid leader) implements Fate {}
}
