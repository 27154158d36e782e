// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.nasmyth.api.storage.FileState;
import org.nasmyth.api.storage.OpenFile;

/** A file in memory that counts what is read of it, and can change. */
final class BytesFile implements OpenFile {

  private final byte[] bytes;
  private long read;
  private int version = 1;

  BytesFile(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Tells from now on that it was written to. */
  void change() {
    version++;
  }

  long bytesRead() {
    return read;
  }

  @Override
  public FileState state() {
    return new FileState("memory.fits", bytes.length, Instant.EPOCH, "1");
  }

  @Override
  public String currentVersion() {
    return Integer.toString(version);
  }

  @Override
  public int read(long position, ByteBuffer into) {
    if (position >= bytes.length) {
      return -1;
    }
    int count = (int) Math.min(into.remaining(), bytes.length - position);
    into.put(bytes, (int) position, count);
    read += count;
    return count;
  }

  @Override
  public void close() {}
}
