// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;

/** The data of an HDU that is to be written; can be written more than once, the same each time. */
interface Data {

  /** Bytes, without those that fill the last block. */
  long length();

  /** Writes them all. */
  void writeTo(Sink sink) throws IOException;

  /**
   * Writes what is behind some bytes.
   *
   * @param from how many bytes are left out
   */
  default void writeTo(Sink sink, long from) throws IOException {
    writeTo(new Later(sink, from));
  }
}
