// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.bytes;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes text as UTF-8 and numbers as text into a stream through one fixed buffer, making no
 * garbage on the way. Used by one thread at a time.
 */
public final class ByteOutput {

  private static final int CAPACITY = 32 * 1024;
  private static final int REPLACEMENT = 0xFFFD;

  private final OutputStream out;
  private final byte[] buffer = new byte[CAPACITY];
  private final DecimalText decimals = new DecimalText();
  private int used;

  /** Writes to a stream, which is never closed here. */
  public ByteOutput(OutputStream out) {
    this.out = out;
  }

  /** Writes one ASCII character. */
  public void ascii(char c) throws IOException {
    room(1);
    buffer[used++] = (byte) c;
  }

  /** Writes a text that is known to be ASCII. */
  public void ascii(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      ascii(text.charAt(i));
    }
  }

  /** Writes bytes as they are. */
  public void bytes(byte[] source) throws IOException {
    bytes(source, 0, source.length);
  }

  /** Writes the lowest eight bits of a number. */
  public void octet(int value) throws IOException {
    room(1);
    buffer[used++] = (byte) value;
  }

  /** Writes bytes as they are. */
  public void bytes(byte[] source, int offset, int length) throws IOException {
    if (length > CAPACITY) {
      drain();
      out.write(source, offset, length);
      return;
    }
    room(length);
    System.arraycopy(source, offset, buffer, used, length);
    used += length;
  }

  /**
   * Writes a text as UTF-8. Half surrogate pairs and the characters that Unicode reserves for
   * nobody become U+FFFD, whatever the format.
   */
  public void text(String text, Escapes escapes) throws IOException {
    int length = text.length();
    for (int i = plain(text, escapes); i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        byte[] replacement = escapes.replacement(c);
        if (replacement == null) {
          room(1);
          buffer[used++] = (byte) c;
        } else {
          bytes(replacement, 0, replacement.length);
        }
      } else if (!Character.isSurrogate(c)) {
        codePoint(c >= 0xFFFE ? REPLACEMENT : c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        codePoint(Character.toCodePoint(c, text.charAt(++i)));
      } else {
        codePoint(REPLACEMENT);
      }
    }
  }

  /**
   * Writes the characters that stand for themselves at a text's beginning, which mostly is all of
   * it; returns how many there were.
   */
  private int plain(String text, Escapes escapes) throws IOException {
    int length = text.length();
    if (length > CAPACITY) {
      return 0;
    }
    room(length);
    byte[] target = buffer;
    int at = used;
    int i = 0;
    while (i < length) {
      char c = text.charAt(i);
      if (c >= 0x80 || escapes.replacement(c) != null) {
        break;
      }
      target[at + i] = (byte) c;
      i++;
    }
    used = at + i;
    return i;
  }

  /** Writes a whole number in decimal digits. */
  public void integer(long value) throws IOException {
    room(DecimalText.LONGEST);
    used = decimals.put(value, buffer, used);
  }

  /** Writes a finite number with as few digits as tell it from its neighbours. */
  public void decimal(double value) throws IOException {
    room(DecimalText.LONGEST);
    used = decimals.put(value, buffer, used);
  }

  /** Writes a finite number with as few digits as tell it from its neighbours. */
  public void decimal(float value) throws IOException {
    room(DecimalText.LONGEST);
    used = decimals.put(value, buffer, used);
  }

  /** Hands all to the stream and flushes that too. */
  public void flush() throws IOException {
    drain();
    out.flush();
  }

  private void codePoint(int c) throws IOException {
    room(4);
    if (c < 0x800) {
      buffer[used++] = (byte) (0xC0 | (c >> 6));
    } else {
      if (c < 0x10000) {
        buffer[used++] = (byte) (0xE0 | (c >> 12));
      } else {
        buffer[used++] = (byte) (0xF0 | (c >> 18));
        buffer[used++] = (byte) (0x80 | ((c >> 12) & 0x3F));
      }
      buffer[used++] = (byte) (0x80 | ((c >> 6) & 0x3F));
    }
    buffer[used++] = (byte) (0x80 | (c & 0x3F));
  }

  private void room(int needed) throws IOException {
    if (CAPACITY - used < needed) {
      drain();
    }
  }

  private void drain() throws IOException {
    out.write(buffer, 0, used);
    used = 0;
  }
}
