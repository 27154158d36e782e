// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import org.nasmyth.fits.ByteSource;

/** The 32-bit ones' complement sum of bytes, appendix J.1, added up in pieces of any length. */
final class DataSum implements Sink {

  private static final long MASK = 0xFFFFFFFFL;

  /** What is read and added up at one go: it is still in the processor's cache then. */
  static final int STEP = 1 << 17;

  private long sum;
  private int phase;

  /** A sum of nothing. */
  DataSum() {}

  /**
   * A sum to be gone on with.
   *
   * @param sum of what came before
   * @param length how many bytes that were
   */
  DataSum(long sum, long length) {
    this.sum = sum;
    this.phase = (int) (length & 3);
  }

  /** The sum of two parts of which the first has a length divisible by 4. */
  static long add(long one, long other) {
    return fold(one + other);
  }

  /** Whether this is the sum of an HDU with a right CHECKSUM. */
  static boolean isWhole(long sum) {
    return sum == MASK;
  }

  private static long fold(long value) {
    long folded = value;
    while ((folded & ~MASK) != 0) {
      folded = (folded & MASK) + (folded >>> Integer.SIZE);
    }
    return folded;
  }

  /** The sum so far; bytes missing to a whole word count as zeros. */
  long value() {
    return fold(sum);
  }

  @Override
  public void write(ByteBuffer bytes) {
    bytes.order(ByteOrder.BIG_ENDIAN);
    while (phase != 0 && bytes.hasRemaining()) {
      addByte(bytes.get());
    }
    // Two words at a time; each sum of 32-bit parts has room for 2^31 of them before it overflows.
    LongBuffer pairs = bytes.asLongBuffer();
    int count = pairs.remaining();
    long high = 0;
    long low = 0;
    for (int i = 0; i < count; i++) {
      long words = pairs.get(i);
      high += words >>> Integer.SIZE;
      low += words & MASK;
    }
    sum = fold(sum + fold(high) + fold(low));
    bytes.position(bytes.position() + count * Long.BYTES);
    while (bytes.hasRemaining()) {
      addByte(bytes.get());
    }
  }

  /** Reads in steps; what fits the buffer is all in it afterwards. */
  @Override
  public void transfer(ByteSource source, long position, long length, ByteBuffer buffer)
      throws IOException {
    buffer.clear();
    for (long done = 0; done < length; ) {
      if (buffer.position() == buffer.capacity()) {
        buffer.clear();
      }
      int from = buffer.position();
      int room = Math.min(STEP, buffer.capacity() - from);
      buffer.limit(from + (int) Math.min(room, length - done));
      source.readFully(position + done, buffer);
      done += buffer.limit() - from;
      write(buffer.position(from));
      buffer.limit(buffer.capacity());
    }
  }

  private void addByte(byte value) {
    sum = fold(sum + ((value & 0xFFL) << (8 * (3 - phase))));
    phase = (phase + 1) & 3;
  }

  /**
   * The 16 characters that make a header with them sum to zero, appendix J.2.
   *
   * @param value the sum of the HDU with a CHECKSUM of 16 zeros
   */
  static String encode(long value) {
    long complement = ~value & MASK;
    char[] text = new char[16];
    for (int i = 0; i < 4; i++) {
      int part = (int) (complement >>> (24 - 8 * i)) & 0xFF;
      int[] four = balanced(part);
      for (int k = 0; k < 4; k++) {
        text[4 * k + i] = (char) four[k];
      }
    }
    // The value stands one byte behind a word's border, so the text is turned by one.
    return text[15] + new String(text, 0, 15);
  }

  /** Four digits or letters that, less four zeros, sum to a byte. */
  private static int[] balanced(int part) {
    int quotient = part / 4 + '0';
    int[] four = {quotient + part % 4, quotient, quotient, quotient};
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int pair = 0; pair < 4; pair += 2) {
        while (isPunctuation(four[pair]) || isPunctuation(four[pair + 1])) {
          four[pair]++;
          four[pair + 1]--;
          changed = true;
        }
      }
    }
    return four;
  }

  private static boolean isPunctuation(int character) {
    return (character > '9' && character < 'A') || (character > 'Z' && character < 'a');
  }
}
