// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.files;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nom.tam.fits.compression.algorithm.rice.RiceCompressOption;
import nom.tam.fits.compression.algorithm.rice.RiceCompressor.IntRiceCompressor;
import nom.tam.fits.compression.algorithm.rice.RiceCompressor.ShortRiceCompressor;

/** Images compressed row by row by the algorithm of Rice (FITS Standard 4.0, section 10). */
final class RiceImage {

  private static final int BLOCK_SIZE = 32;

  private RiceImage() {}

  /** An image of 16-bit whole numbers. */
  static Hdu of(short[] values, int width, int height, Cards more) {
    List<byte[]> rows = new ArrayList<>();
    ShortRiceCompressor compressor = new ShortRiceCompressor(option(2));
    for (int row = 0; row < height; row++) {
      ByteBuffer out = ByteBuffer.allocate(4 * width + 64);
      compressor.compress(ShortBuffer.wrap(values, row * width, width).slice(), out);
      rows.add(Arrays.copyOf(out.array(), out.position()));
    }
    return table(rows, 16, 2, width, height, more);
  }

  /** An image of 32-bit whole numbers. */
  static Hdu of(int[] values, int width, int height, Cards more) {
    List<byte[]> rows = new ArrayList<>();
    IntRiceCompressor compressor = new IntRiceCompressor(option(4));
    for (int row = 0; row < height; row++) {
      ByteBuffer out = ByteBuffer.allocate(8 * width + 64);
      compressor.compress(IntBuffer.wrap(values, row * width, width).slice(), out);
      rows.add(Arrays.copyOf(out.array(), out.position()));
    }
    return table(rows, 32, 4, width, height, more);
  }

  private static RiceCompressOption option(int bytes) {
    RiceCompressOption option = new RiceCompressOption();
    option.setBlockSize(BLOCK_SIZE);
    option.setBytePix(bytes);
    return option;
  }

  private static Hdu table(
      List<byte[]> rows, int bitpix, int bytes, int width, int height, Cards more) {
    int heap = rows.stream().mapToInt(row -> row.length).sum();
    int longest = rows.stream().mapToInt(row -> row.length).max().orElse(0);
    ByteBuffer data = ByteBuffer.allocate(8 * height + heap);
    int offset = 0;
    for (byte[] row : rows) {
      data.putInt(row.length).putInt(offset);
      offset += row.length;
    }
    rows.forEach(data::put);
    Cards header =
        new Cards()
            .text("XTENSION", "BINTABLE", "Binary table extension")
            .whole("BITPIX", 8, "Bytes")
            .whole("NAXIS", 2, "Rows and columns")
            .whole("NAXIS1", 8, "Bytes of a row")
            .whole("NAXIS2", height, "Number of rows")
            .whole("PCOUNT", heap, "Bytes of the heap")
            .whole("GCOUNT", 1, "One group")
            .whole("TFIELDS", 1, "Number of columns")
            .text("TTYPE1", "COMPRESSED_DATA", "Compressed rows of the image")
            .text("TFORM1", "1PB(" + longest + ")", "Variable length")
            .flag("ZIMAGE", true, "This is a compressed image")
            .text("ZTENSION", "IMAGE", "Image extension")
            .whole("ZBITPIX", bitpix, "Bits per pixel")
            .whole("ZNAXIS", 2, "Number of axes")
            .whole("ZNAXIS1", width, "Length of axis 1")
            .whole("ZNAXIS2", height, "Length of axis 2")
            .whole("ZTILE1", width, "Tiles are rows")
            .whole("ZTILE2", 1, "Tiles are rows")
            .text("ZCMPTYPE", "RICE_1", "Compression algorithm")
            .text("ZNAME1", "BLOCKSIZE", "Parameter of the algorithm")
            .whole("ZVAL1", BLOCK_SIZE, "Pixels of a block")
            .text("ZNAME2", "BYTEPIX", "Parameter of the algorithm")
            .whole("ZVAL2", bytes, "Bytes of a pixel");
    return new Hdu(header.all(more), data.array());
  }
}
