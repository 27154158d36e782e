// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Instant;

/** Writes a tar archive (POSIX.1-1988, "ustar"), entry after entry. Used by one thread. */
final class TarWriter {

  /** The longest name of an entry. */
  static final int LONGEST_NAME = 100;

  private static final int BLOCK = 512;
  private static final long MOST_OCTAL = 0_77777777777L;

  private final WritableByteChannel out;
  private final Instant made;

  /**
   * Begins an archive.
   *
   * @param made what its entries tell as their time
   */
  TarWriter(WritableByteChannel out, Instant made) {
    this.out = out;
    this.made = made;
  }

  /** Writes the bytes of an entry. */
  interface Content {
    void writeTo(WritableByteChannel out) throws IOException;
  }

  /**
   * Adds an entry.
   *
   * @param name ASCII, not longer than {@link #LONGEST_NAME}
   * @param length how many bytes the content writes
   */
  void add(String name, long length, Content content) throws IOException {
    write(ByteBuffer.wrap(header(name, length)));
    Counted counted = new Counted();
    content.writeTo(counted);
    if (counted.count != length) {
      throw new EOFException(
          name + " was to have " + length + " bytes and has " + counted.count + ".");
    }
    int rest = (int) (length % BLOCK);
    if (rest > 0) {
      write(ByteBuffer.allocate(BLOCK - rest));
    }
  }

  /** Ends the archive. */
  void end() throws IOException {
    write(ByteBuffer.allocate(2 * BLOCK));
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      int unused = out.write(bytes);
    }
  }

  private byte[] header(String name, long length) {
    if (name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("The name '" + name + "' is too long for a tar file.");
    }
    byte[] header = new byte[BLOCK];
    text(name, header, 0);
    octal(0644, header, 100, 8);
    octal(0, header, 108, 8);
    octal(0, header, 116, 8);
    size(length, header);
    octal(made.getEpochSecond(), header, 136, 12);
    text("        ", header, 148);
    header[156] = '0';
    text("ustar", header, 257);
    text("00", header, 263);
    int sum = 0;
    for (byte value : header) {
      sum += value & 0xff;
    }
    octal(sum, header, 148, 7);
    return header;
  }

  /** Sizes above 8 GiB as GNU's and all other common programs write them: as a binary number. */
  private static void size(long length, byte[] header) {
    if (length <= MOST_OCTAL) {
      octal(length, header, 124, 12);
      return;
    }
    header[124] = (byte) 0x80;
    ByteBuffer.wrap(header).putLong(128, length);
  }

  private static void octal(long value, byte[] header, int at, int length) {
    String digits = Long.toOctalString(value);
    text("0".repeat(length - 1 - digits.length()) + digits, header, at);
    header[at + length - 1] = 0;
  }

  private static void text(String text, byte[] header, int at) {
    byte[] bytes = text.getBytes(US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  /** Counts what goes through. */
  private final class Counted implements WritableByteChannel {
    private long count;

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      int written = out.write(bytes);
      count += written;
      return written;
    }

    @Override
    public boolean isOpen() {
      return out.isOpen();
    }

    @Override
    public void close() {}
  }
}
