// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.files;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import nom.tam.fits.FitsException;
import nom.tam.fits.utilities.FitsCheckSum;

/**
 * A header and its data.
 *
 * @param header without DATASUM and CHECKSUM, which are added
 * @param data without what fills the last block
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; made, written and forgotten.
record Hdu(Cards header, byte[] data) {

  /** Bytes of a block of a FITS file. */
  static final int BLOCK = 2880;

  private static final String UNKNOWN = "0000000000000000";

  /** A FITS file of some HDUs. */
  static byte[] file(List<Hdu> hdus) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    hdus.forEach(hdu -> hdu.write(out));
    return out.toByteArray();
  }

  /** A primary HDU without data. */
  static Hdu empty(Cards more) {
    return new Hdu(
        new Cards()
            .flag("SIMPLE", true, "Standard FITS")
            .whole("BITPIX", 8, "Bits per pixel")
            .whole("NAXIS", 0, "No data in this HDU")
            .flag("EXTEND", true, "There may be extensions")
            .all(more),
        new byte[0]);
  }

  /**
   * An image.
   *
   * @param primary whether it is the primary HDU rather than an extension
   * @param bitpix 8, 16, 32, -32 or -64
   * @param axes lengths of the axes, the one that varies fastest first
   */
  static Hdu image(boolean primary, int bitpix, int[] axes, Cards more, byte[] data) {
    Cards header = new Cards();
    if (primary) {
      header.flag("SIMPLE", true, "Standard FITS");
    } else {
      header.text("XTENSION", "IMAGE", "Image extension");
    }
    header.whole("BITPIX", bitpix, "Bits per pixel").whole("NAXIS", axes.length, "Number of axes");
    for (int i = 0; i < axes.length; i++) {
      header.whole("NAXIS" + (i + 1), axes[i], "Length of axis " + (i + 1));
    }
    if (primary) {
      header.flag("EXTEND", true, "There may be extensions");
    } else {
      header.whole("PCOUNT", 0, "No parameters").whole("GCOUNT", 1, "One group");
    }
    return new Hdu(header.all(more), data);
  }

  private void write(ByteArrayOutputStream out) {
    byte[] padded = Arrays.copyOf(data, (data.length + BLOCK - 1) / BLOCK * BLOCK);
    try {
      long dataSum = FitsCheckSum.checksum(padded);
      byte[] unknown = withSums(UNKNOWN, dataSum);
      long whole = FitsCheckSum.sumOf(FitsCheckSum.checksum(unknown), dataSum);
      out.writeBytes(withSums(FitsCheckSum.encode(whole, true), dataSum));
    } catch (FitsException e) {
      throw new IllegalStateException("A checksum cannot be computed.", e);
    }
    out.writeBytes(padded);
  }

  private byte[] withSums(String checkSum, long dataSum) {
    return new Cards()
        .all(header)
        .text("CHECKSUM", checkSum, "HDU checksum")
        .text("DATASUM", String.valueOf(dataSum), "Data unit checksum")
        .toBytes();
  }
}
