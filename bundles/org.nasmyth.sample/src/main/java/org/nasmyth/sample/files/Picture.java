// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.files;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A grey picture as PNG (ISO/IEC 15948), which needs nothing of a window system. */
final class Picture {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private Picture() {}

  /**
   * A picture of values between two limits; the first row is the lowest.
   *
   * @param values {@code height} rows of {@code width}
   */
  static byte[] of(float[] values, int width, int height, double black, double white) {
    byte[] rows = new byte[height * (width + 1)];
    for (int row = 0; row < height; row++) {
      int at = (height - 1 - row) * (width + 1) + 1;
      for (int i = 0; i < width; i++) {
        double share = (values[row * width + i] - black) / (white - black);
        rows[at + i] = (byte) Math.round(255 * Math.sqrt(Math.max(0, Math.min(1, share))));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    chunk(
        "IHDR",
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put((byte) 8)
            .put(new byte[] {0, 0, 0, 0})
            .array(),
        out);
    chunk("IDAT", deflated(rows), out);
    chunk("IEND", new byte[0], out);
    return out.toByteArray();
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(bytes);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] some = new byte[8192];
      while (!deflater.finished()) {
        out.write(some, 0, deflater.deflate(some));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static void chunk(String type, byte[] content, ByteArrayOutputStream out) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(content);
    out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    out.writeBytes(name);
    out.writeBytes(content);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }
}
