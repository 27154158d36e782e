// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The 32-bit ones' complement sum of bytes, appendix J.1, added up in pieces of any length. */
final class DataSum implements Sink {

  private static final long MASK = 0xFFFFFFFFL;

  private long sum;
  private int phase;

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
    int at = bytes.position();
    int end = bytes.limit();
    // Two words at a time; each sum of 32-bit parts has room for 2^31 of them before it overflows.
    long high = 0;
    long low = 0;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      long words = bytes.getLong(at);
      high += words >>> Integer.SIZE;
      low += words & MASK;
    }
    sum = fold(sum + fold(high) + fold(low));
    bytes.position(at);
    while (bytes.hasRemaining()) {
      addByte(bytes.get());
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
