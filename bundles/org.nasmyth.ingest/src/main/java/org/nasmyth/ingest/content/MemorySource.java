// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.content;

import java.nio.ByteBuffer;
import org.nasmyth.fits.ByteSource;

/** Bytes in memory, for files that are small. */
@SuppressWarnings("ArrayRecordComponent") // Never compared; read and forgotten.
public record MemorySource(String name, byte[] bytes) implements ByteSource {

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public int read(long position, ByteBuffer into) {
    if (position >= bytes.length) {
      return -1;
    }
    int count = (int) Math.min(into.remaining(), bytes.length - position);
    into.put(bytes, (int) position, count);
    return count;
  }

  @Override
  public String version() {
    return "";
  }

  @Override
  public void close() {}
}
