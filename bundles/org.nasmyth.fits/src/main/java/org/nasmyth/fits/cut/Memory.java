// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Keeps what it is given, so that small data are read once where their sum is wanted first. */
final class Memory implements Sink {

  private final ByteBuffer bytes;

  Memory(int length) {
    bytes = ByteBuffer.allocate(length);
  }

  @Override
  public void write(ByteBuffer more) {
    bytes.put(more);
  }

  /** Writes what was kept. */
  void writeTo(Sink sink) throws IOException {
    sink.write(bytes.flip());
  }

  /** What was kept, to read only. */
  ByteBuffer kept() {
    return bytes.asReadOnlyBuffer().flip();
  }
}
