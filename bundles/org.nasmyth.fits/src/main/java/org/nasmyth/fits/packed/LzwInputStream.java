// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.packed;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * Unpacks what Unix's {@code compress} has packed (LZW with codes of 9 to 16 bits, files that end
 * in {@code .Z}). Codes of one width come in groups of eight; what is left of a group when the
 * width changes means nothing. Damage that can be noticed ends it with a {@link ZipException}. Used
 * by one thread.
 */
public final class LzwInputStream extends InputStream {

  private static final int FEWEST_BITS = 9;
  private static final int MOST_BITS = 16;
  private static final int LITERALS = 256;
  private static final int CLEAR = 256;
  private static final int FLAG_CLEARS = 0x80;
  private static final int FLAG_BITS = 0x1f;

  private final InputStream packed;
  private final boolean clears;
  private final int mostBits;
  private final char[] prefix = new char[1 << MOST_BITS];
  private final byte[] suffix = new byte[1 << MOST_BITS];
  private final byte[] stack = new byte[1 << MOST_BITS];
  private final byte[] group = new byte[MOST_BITS];

  private int stacked;
  private int free;
  private int bits = FEWEST_BITS;
  private int groupBits;
  private int groupAt;
  private boolean cleared;
  private int last = -1;
  private byte first;
  private boolean ended;

  /**
   * Reads the header.
   *
   * @param packed is closed with this
   * @throws ZipException if it was not packed by {@code compress}
   * @throws IOException if it cannot be read
   */
  public LzwInputStream(InputStream packed) throws IOException {
    this.packed = packed;
    byte[] head = packed.readNBytes(3);
    if (head.length < 3 || (head[0] & 0xff) != 0x1f || (head[1] & 0xff) != 0x9d) {
      throw new ZipException("it is not packed by compress");
    }
    this.mostBits = head[2] & FLAG_BITS;
    this.clears = (head[2] & FLAG_CLEARS) != 0;
    if (mostBits < FEWEST_BITS || mostBits > MOST_BITS) {
      throw new ZipException(
          "it is packed by compress with codes of " + mostBits + " bits, not 9 to 16");
    }
    for (int i = 0; i < LITERALS; i++) {
      suffix[i] = (byte) i;
    }
    free = clears ? LITERALS + 1 : LITERALS;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = 0;
    while (count < length && (stacked > 0 || expand())) {
      int some = Math.min(stacked, length - count);
      for (int i = 0; i < some; i++) {
        into[offset + count++] = stack[--stacked];
      }
    }
    return count == 0 && length > 0 ? -1 : count;
  }

  /** Puts what the next code stands for on the stack; false at the end. */
  private boolean expand() throws IOException {
    int code = ended ? -1 : next();
    if (code == CLEAR && clears && last >= 0) {
      cleared = true;
      // The entry that follows takes the place of the code that clears, and is never used.
      free = LITERALS;
      code = next();
      if (code >= LITERALS) {
        throw damaged();
      }
    }
    if (code < 0) {
      ended = true;
      return false;
    }
    if (last < 0) {
      if (code >= LITERALS) {
        throw damaged();
      }
      first = (byte) code;
      stack[stacked++] = first;
      last = code;
      return true;
    }
    int at = code;
    if (code >= free) {
      if (code > free) {
        throw damaged();
      }
      // The code is that of the entry which it makes itself.
      stack[stacked++] = first;
      at = last;
    }
    while (at >= LITERALS) {
      if (stacked >= stack.length - 1) {
        throw damaged();
      }
      stack[stacked++] = suffix[at];
      at = prefix[at];
    }
    first = suffix[at];
    stack[stacked++] = first;
    if (free < 1 << mostBits) {
      prefix[free] = (char) last;
      suffix[free] = first;
      free++;
    }
    last = code;
    return true;
  }

  /** The next code; -1 at the end. */
  private int next() throws IOException {
    boolean full = bits < mostBits && free > (1 << bits) - 1;
    if (cleared || full || groupAt >= groupBits) {
      if (cleared) {
        bits = FEWEST_BITS;
        cleared = false;
      } else if (full) {
        bits++;
      }
      int bytes = packed.readNBytes(group, 0, bits);
      groupBits = bytes * 8 - (bits - 1);
      groupAt = 0;
      if (groupBits <= 0) {
        return -1;
      }
    }
    int code = 0;
    for (int i = 0; i < bits; i += 8 - ((groupAt + i) & 7)) {
      int from = (groupAt + i) & 7;
      code |= ((group[(groupAt + i) >> 3] & 0xff) >> from) << i;
    }
    groupAt += bits;
    return code & ((1 << bits) - 1);
  }

  private static ZipException damaged() {
    return new ZipException("what compress has packed is damaged");
  }

  @Override
  public void close() throws IOException {
    packed.close();
  }
}
