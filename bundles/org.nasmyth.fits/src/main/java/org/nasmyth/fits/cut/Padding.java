// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What fills the last block of an HDU: zeros, or blanks behind an ASCII table. */
final class Padding {

  private Padding() {}

  static void write(Sink sink, long length, boolean blanks) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(length)];
    Arrays.fill(bytes, (byte) (blanks ? ' ' : 0));
    if (length > 0) {
      sink.write(ByteBuffer.wrap(bytes));
    }
  }
}
