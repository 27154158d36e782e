// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.nasmyth.fits.ByteSource;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HduKind;

/**
 * An HDU as it is.
 *
 * @param source that it is of
 * @param memory what it is copied with
 * @param hdu which one
 * @param present how many of its bytes the file has: a file may end before its last block is full
 */
record VerbatimPart(ByteSource source, CutMemory memory, Hdu hdu, long present) implements Part {

  @Override
  public long length() {
    return hdu.end() - hdu.headerPosition();
  }

  @Override
  public void writeTo(Output output) throws IOException {
    ByteBuffer buffer = memory.take(present);
    try {
      output.transfer(source, hdu.headerPosition(), present, buffer);
    } finally {
      memory.giveBack(buffer);
    }
    Padding.write(output, length() - present, hdu.kind() == HduKind.ASCII_TABLE);
  }
}
