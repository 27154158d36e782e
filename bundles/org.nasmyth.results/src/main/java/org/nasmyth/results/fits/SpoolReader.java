// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.fits;

import java.io.IOException;
import java.util.function.IntUnaryOperator;
import org.nasmyth.results.bytes.ByteOutput;

/** Reads a spool from its beginning. Used by one thread. */
final class SpoolReader {

  private final Spool spool;
  private final byte[] buffer = new byte[64 * 1024];
  private long next;
  private int at;
  private int end;

  SpoolReader(Spool spool) {
    this.spool = spool;
  }

  /** Whether there is more. */
  boolean hasMore() throws IOException {
    return at < end || fill();
  }

  int readInt() throws IOException {
    int value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      value = (value << 8) | (read() & 0xFF);
    }
    return value;
  }

  void skip(long count) throws IOException {
    long rest = count;
    while (rest > 0) {
      int part = available(rest);
      at += part;
      rest -= part;
    }
  }

  /** Copies bytes as they are. */
  void copy(long count, ByteOutput out) throws IOException {
    long rest = count;
    while (rest > 0) {
      int part = available(rest);
      out.bytes(buffer, at, part);
      at += part;
      rest -= part;
    }
  }

  /** Copies bytes, each by a rule. */
  void copy(long count, IntUnaryOperator rule, ByteOutput out) throws IOException {
    for (long i = 0; i < count; i++) {
      out.octet(rule.applyAsInt(read()));
    }
  }

  private byte read() throws IOException {
    int unused = available(1);
    return buffer[at++];
  }

  /** How many of some bytes are in the buffer; at least one. */
  private int available(long wanted) throws IOException {
    if (at == end && !fill()) {
      throw new IOException("A result that was kept aside ends within a row.");
    }
    return (int) Math.min(wanted, end - at);
  }

  private boolean fill() throws IOException {
    end = spool.read(next, buffer);
    next += end;
    at = 0;
    return end > 0;
  }
}
