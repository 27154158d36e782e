// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.content;

import java.io.IOException;
import java.io.InputStream;

/**
 * Unpacks what the Unix program {@code compress} has packed, as archives store raw frames ({@code
 * .fits.Z}): LZW with codes of 9 to 16 bits, in groups of eight. For one thread.
 */
public final class CompressInput extends InputStream {

  private static final int MAGIC_1 = 0x1f;
  private static final int MAGIC_2 = 0x9d;
  private static final int CLEAR = 256;
  private static final int FIRST_BITS = 9;
  private static final int MOST_BITS = 16;
  private static final int GROUP = 8;

  private final InputStream packed;
  private final boolean clears;
  private final int mostBits;
  private final int[] prefix;
  private final byte[] suffix;
  private final byte[] stack;
  private int depth;

  private int bits = FIRST_BITS;
  private int largest = (1 << FIRST_BITS) - 1;
  private int free;
  private int last = -1;
  private byte lastFirst;

  private int buffer;
  private int buffered;
  private long groupBits;
  private boolean ended;

  /**
   * Begins to unpack.
   *
   * @param packed is closed with this
   * @throws IOException if it is not of that form
   */
  public CompressInput(InputStream packed) throws IOException {
    this.packed = packed;
    int first = packed.read();
    int second = packed.read();
    int flags = packed.read();
    mostBits = flags & 0x1f;
    clears = (flags & 0x80) != 0;
    if (first != MAGIC_1
        || second != MAGIC_2
        || flags < 0
        || mostBits < FIRST_BITS
        || mostBits > MOST_BITS) {
      throw new IOException(
          "It cannot be unpacked: it is not packed by compress, though its name says so.");
    }
    prefix = new int[1 << mostBits];
    suffix = new byte[1 << mostBits];
    stack = new byte[1 << mostBits];
    for (int i = 0; i < CLEAR; i++) {
      suffix[i] = (byte) i;
    }
    free = clears ? CLEAR + 1 : CLEAR;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = 0;
    while (count < length) {
      if (depth > 0) {
        into[offset + count++] = stack[--depth];
      } else if (ended || !decode()) {
        ended = true;
        break;
      }
    }
    return count == 0 && length > 0 ? -1 : count;
  }

  /** Puts what the next code stands for on the stack; false at the end. */
  private boolean decode() throws IOException {
    if (free > largest && bits < mostBits) {
      endGroup();
      bits++;
      largest = bits == mostBits ? 1 << mostBits : (1 << bits) - 1;
    }
    int code = code();
    if (code == CLEAR && clears && last >= 0) {
      endGroup();
      bits = FIRST_BITS;
      largest = (1 << FIRST_BITS) - 1;
      free = CLEAR + 1;
      last = -1;
      code = code();
    }
    if (code < 0) {
      return false;
    }
    if (last < 0) {
      if (code >= CLEAR) {
        throw damaged();
      }
      last = code;
      lastFirst = (byte) code;
      stack[depth++] = lastFirst;
      return true;
    }
    int at = code;
    if (code >= free) {
      if (code > free) {
        throw damaged();
      }
      stack[depth++] = lastFirst;
      at = last;
    }
    while (at >= CLEAR) {
      if (depth >= stack.length - 1) {
        throw damaged();
      }
      stack[depth++] = suffix[at];
      at = prefix[at];
    }
    lastFirst = suffix[at];
    stack[depth++] = lastFirst;
    if (free < 1 << mostBits) {
      prefix[free] = last;
      suffix[free] = lastFirst;
      free++;
    }
    last = code;
    return true;
  }

  private static IOException damaged() {
    return new IOException("It cannot be unpacked: what compress has packed is damaged.");
  }

  /** The next code, its lowest bit first; -1 if the file ends before it does. */
  private int code() throws IOException {
    while (buffered < bits) {
      int next = packed.read();
      if (next < 0) {
        return -1;
      }
      buffer |= next << buffered;
      buffered += 8;
    }
    int code = buffer & ((1 << bits) - 1);
    buffer >>>= bits;
    buffered -= bits;
    groupBits += bits;
    return code;
  }

  /** Codes come in groups of eight; what is left of one is filled up when their length changes. */
  private void endGroup() throws IOException {
    long group = (long) bits * GROUP;
    long left = (group - groupBits % group) % group;
    while (left > 0) {
      if (buffered == 0) {
        int next = packed.read();
        if (next < 0) {
          return;
        }
        buffer = next;
        buffered = 8;
      }
      int some = (int) Math.min(left, buffered);
      buffer >>>= some;
      buffered -= some;
      left -= some;
    }
    groupBits = 0;
  }

  @Override
  public void close() throws IOException {
    packed.close();
  }
}
