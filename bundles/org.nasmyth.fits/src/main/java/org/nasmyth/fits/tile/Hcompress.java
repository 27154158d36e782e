// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.tile;

import java.nio.ByteBuffer;
import nom.tam.fits.compression.algorithm.hcompress.HDecompress;

/** HCOMPRESS_1, section 10.4.4: quantised Haar transform, decoded by nom-tam-fits. */
final class Hcompress implements Codec {

  private static final int MAGIC = 0xDD99;
  private static final int HEADER = 2 + 3 * Integer.BYTES + Long.BYTES + 3;

  private final boolean smooth;
  private final int least;
  private final int greatest;

  /**
   * A decoder.
   *
   * @param smooth whether the transform is smoothed on its way back
   * @param least pixels that quantising made less become this
   * @param greatest pixels that quantising made greater become this
   */
  Hcompress(boolean smooth, int least, int greatest) {
    this.smooth = smooth;
    this.least = least;
    this.greatest = greatest;
  }

  @Override
  public void decode(Compressed tile, int pixels, int[] values, int wanted)
      throws MalformedTileException {
    ByteBuffer input = ByteBuffer.wrap(tile.bytes(), tile.start(), tile.length()).slice();
    if (input.remaining() < HEADER || (input.getShort(0) & 0xFFFF) != MAGIC) {
      throw new MalformedTileException("A tile of HCOMPRESS_1 has no header.");
    }
    if (input.getInt(2) < 1 || (long) input.getInt(2) * input.getInt(6) != pixels) {
      throw new MalformedTileException("A tile of HCOMPRESS_1 has another size than the table.");
    }
    long[] decoded = new long[pixels];
    try {
      new HDecompress().decompress(input, smooth, decoded);
    } catch (RuntimeException e) {
      // The library tells of broken bytes by whatever its arrays and buffers throw.
      throw new MalformedTileException("A tile of HCOMPRESS_1 cannot be decoded.", e);
    }
    for (int i = 0; i < wanted; i++) {
      // As cfitsio: what quantising drove beyond 32 bits comes back on the other side.
      values[i] = Math.max(least, Math.min(greatest, (int) decoded[i]));
    }
  }
}
