// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.storage.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.nasmyth.api.storage.FileState;
import org.nasmyth.api.storage.OpenFile;

/** A file of a web server; each read is a request of its own, on connections that stay open. */
record DistantFile(Origin origin, FileState state) implements OpenFile {

  /** About what a connection delivers during the time that a request takes to be answered. */
  private static final int CHEAP_GAP = 1024 * 1024;

  @Override
  public int read(long position, ByteBuffer into) throws IOException {
    if (position >= state.size()) {
      return -1;
    }
    return into.hasRemaining() ? origin.read(state, position, into) : 0;
  }

  @Override
  public int cheapGap() {
    return CHEAP_GAP;
  }

  @Override
  public void close() {}
}
