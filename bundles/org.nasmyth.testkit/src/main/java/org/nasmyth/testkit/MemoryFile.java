// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.nasmyth.api.storage.FileState;
import org.nasmyth.api.storage.OpenFile;

/** A file of a storage that is held in memory. Safe for several threads. */
public final class MemoryFile implements OpenFile {

  private final byte[] bytes;
  private volatile String version = "1";

  /**
   * A file.
   *
   * @param bytes all of it; not copied
   */
  public MemoryFile(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Tells from now on that it was written to since it was opened. */
  public void change() {
    version = "2";
  }

  @Override
  public FileState state() {
    return new FileState("memory/file", bytes.length, Instant.EPOCH, "1");
  }

  @Override
  public String currentVersion() {
    return version;
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
  public void close() {}
}
