// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.storage.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.nasmyth.api.storage.FileState;
import org.nasmyth.api.storage.OpenFile;

/**
 * An object of a bucket; each read is a request of its own, which the store answers only as long as
 * the object is the one that was found.
 *
 * @param bucket where it is
 * @param tag the store's entity tag, with its quotes
 * @param state what it was when it was found
 */
record StoredObject(Bucket bucket, String tag, FileState state) implements OpenFile {

  /** About what a connection delivers during the time that a request takes to be answered. */
  private static final int CHEAP_GAP = 1024 * 1024;

  @Override
  public int read(long position, ByteBuffer into) throws IOException {
    if (position >= state.size()) {
      return -1;
    }
    return into.hasRemaining() ? bucket.read(this, position, into) : 0;
  }

  @Override
  public int cheapGap() {
    return CHEAP_GAP;
  }

  @Override
  public void close() {}
}
