// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Drops the first bytes that it is given, and passes the others on. */
final class Later implements Sink {

  private final Sink sink;
  private long dropped;

  Later(Sink sink, long dropped) {
    this.sink = sink;
    this.dropped = dropped;
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    int here = (int) Math.min(dropped, bytes.remaining());
    dropped -= here;
    bytes.position(bytes.position() + here);
    if (bytes.hasRemaining()) {
      sink.write(bytes);
    }
  }
}
