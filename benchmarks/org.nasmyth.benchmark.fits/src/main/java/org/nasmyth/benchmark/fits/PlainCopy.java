// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.benchmark.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Copies a box of an image with as little as possible around it: what a cut is measured by. Knows
 * where the bytes are and writes nothing but them.
 *
 * @param source the file
 * @param start of the image's data
 * @param row bytes of a row of the image
 * @param plane bytes of a plane
 * @param first of the box: its first byte in the image
 * @param width bytes of a row of the box
 * @param rows of each plane
 * @param planes of the box
 */
record PlainCopy(
    Path source, long start, long row, long plane, long first, int width, int rows, int planes) {

  private static final int CHUNK = 4 << 20;

  /** Row by row, each with a read of its own, gathered to large writes. */
  void byRow(FileChannel out) throws IOException {
    try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ)) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK);
      for (int z = 0; z < planes; z++) {
        for (int y = 0; y < rows; y++) {
          if (buffer.capacity() - buffer.position() < width) {
            write(buffer, out);
          }
          buffer.limit(buffer.position() + width);
          read(in, buffer, position(y, z));
        }
      }
      write(buffer, out);
    }
  }

  /** All rows of a plane with what lies between them in one read, then gathered. */
  void bySpan(FileChannel out) throws IOException {
    long span = (rows - 1) * row + width;
    if (span > 8 * CHUNK) {
      byRow(out);
      return;
    }
    try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ)) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK);
      ByteBuffer spanned = ByteBuffer.allocateDirect((int) span);
      for (int z = 0; z < planes; z++) {
        spanned.clear();
        read(in, spanned, position(0, z));
        for (int y = 0; y < rows; y++) {
          if (buffer.capacity() - buffer.position() < width) {
            write(buffer, out);
          }
          buffer.put(buffer.position(), spanned, (int) (y * row), width);
          buffer.position(buffer.position() + width);
        }
      }
      write(buffer, out);
    }
  }

  /** Everything at one go in the kernel; only for boxes that are one stretch of the file. */
  void byTransfer(FileChannel out) throws IOException {
    try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ)) {
      long length = (long) width * rows * planes;
      for (long done = 0; done < length; ) {
        done += in.transferTo(position(0, 0) + done, length - done, out);
      }
    }
  }

  boolean contiguous() {
    return width == row && rows * row == plane;
  }

  private long position(int y, int z) {
    return start + first + y * row + z * plane;
  }

  private static void read(FileChannel in, ByteBuffer buffer, long position) throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      at += in.read(buffer, at);
    }
    buffer.limit(buffer.capacity());
  }

  private static void write(ByteBuffer buffer, FileChannel out) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
    buffer.clear();
  }
}
