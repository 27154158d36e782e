// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits;

import java.nio.ByteBuffer;

/** Bytes in memory that are read in pieces, and counted. */
public final class MemorySource implements ByteSource {

  private final int piece;
  private final int gap;
  private byte[] bytes;
  private String version = "1";
  private long read;
  private int reads;

  public MemorySource(byte[] bytes) {
    this(bytes, Integer.MAX_VALUE, 4096);
  }

  /** Gives at most so many bytes at once. */
  public MemorySource(byte[] bytes, int piece, int gap) {
    this.bytes = bytes;
    this.piece = piece;
    this.gap = gap;
  }

  /** Other bytes and a new version, as when a file is written anew. */
  public void replace(byte[] others) {
    bytes = others;
    version += "'";
  }

  public long bytesRead() {
    return read;
  }

  public int reads() {
    return reads;
  }

  @Override
  public String name() {
    return "memory.fits";
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public int read(long position, ByteBuffer into) {
    if (position >= bytes.length) {
      return -1;
    }
    int count = (int) Math.min(Math.min(piece, into.remaining()), bytes.length - position);
    into.put(bytes, (int) position, count);
    read += count;
    reads++;
    return count;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public int cheapGap() {
    return gap;
  }

  @Override
  public void close() {}
}
