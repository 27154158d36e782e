// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.tile;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** GZIP_1 and GZIP_2, section 10.4.2: the pixels' bytes, or these sorted by their weight. */
final class Gzip {

  private static final int BUFFER = 1 << 16;

  private Gzip() {}

  /**
   * Undoes the compression.
   *
   * @param tile its bytes
   * @param pixels of the whole tile
   * @param shuffled whether it is GZIP_2
   * @return all pixels in big-endian order, each of as many bytes as the tile has for it
   */
  static byte[] decode(Compressed tile, int pixels, boolean shuffled)
      throws MalformedTileException {
    byte[] bytes;
    try (InputStream stream =
        new GZIPInputStream(
            new ByteArrayInputStream(tile.bytes(), tile.start(), tile.length()),
            Math.max(512, Math.min(BUFFER, tile.length())))) {
      long most = 8L * pixels + 1;
      bytes = stream.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, most));
    } catch (IOException e) {
      throw new MalformedTileException("A tile of GZIP cannot be unpacked: " + e.getMessage(), e);
    }
    int width = bytes.length / pixels;
    if (bytes.length % pixels != 0 || (width != 1 && width != 2 && width != 4 && width != 8)) {
      throw new MalformedTileException(
          "A tile of GZIP has %d bytes for %d pixels.".formatted(bytes.length, pixels));
    }
    return shuffled && width > 1 ? unshuffled(bytes, pixels, width) : bytes;
  }

  private static byte[] unshuffled(byte[] bytes, int pixels, int width) {
    byte[] ordered = new byte[bytes.length];
    for (int weight = 0; weight < width; weight++) {
      int from = weight * pixels;
      for (int i = 0, to = weight; i < pixels; i++, to += width) {
        ordered[to] = bytes[from + i];
      }
    }
    return ordered;
  }
}
