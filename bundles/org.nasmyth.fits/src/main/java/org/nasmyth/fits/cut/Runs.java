// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;

/** A cursor over stretches of bytes of a file, in the order in which they are wanted. */
interface Runs {

  /** Moves to the next stretch; false if there is none. */
  boolean next() throws IOException;

  /** Its first byte in the file. */
  long position();

  /** Its bytes, at least 1. */
  long length();

  /**
   * Leaves whole stretches out, as far as that takes no time. Only before the first one.
   *
   * @param bytes fewer than there are in all stretches
   * @return how many bytes were left out, at most so many
   */
  default long skip(long bytes) {
    return 0;
  }
}
