// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.fits;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.zip.GZIPOutputStream;

/** FITS files made for tests, without any of the code under test. */
final class MadeFits {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Adds an HDU; the cards are those that it has to have and its own. */
  MadeFits hdu(byte[] data, List<String> must, List<String> own) {
    for (List<String> cards : List.of(must, own, List.of("END"))) {
      for (String card : cards) {
        out.writeBytes(
            String.format(Locale.ROOT, "%-80s", card).getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    pad(' ');
    out.writeBytes(data);
    pad(0);
    return this;
  }

  private void pad(int filler) {
    while (out.size() % 2880 != 0) {
      out.write(filler);
    }
  }

  /** Adds a primary HDU that is an image. */
  MadeFits primary(int bitpix, byte[] data, List<Long> axes, String... cards) {
    return hdu(data, imageCards("SIMPLE  =                    T", bitpix, axes), List.of(cards));
  }

  /** Adds a primary HDU without data. */
  MadeFits empty() {
    return primary(8, new byte[0], List.of());
  }

  /** Adds an image. */
  MadeFits image(int bitpix, byte[] data, List<Long> axes, String... cards) {
    List<String> must = imageCards("XTENSION= 'IMAGE   '", bitpix, axes);
    must.add("PCOUNT  = 0");
    must.add("GCOUNT  = 1");
    return hdu(data, must, List.of(cards));
  }

  /** Adds a binary table. */
  MadeFits table(int rowLength, int rows, int heap, byte[] data, String... cards) {
    return hdu(
        data,
        List.of(
            "XTENSION= 'BINTABLE'",
            "BITPIX  = 8",
            "NAXIS   = 2",
            "NAXIS1  = " + rowLength,
            "NAXIS2  = " + rows,
            "PCOUNT  = " + heap,
            "GCOUNT  = 1"),
        List.of(cards));
  }

  private static List<String> imageCards(String first, int bitpix, List<Long> axes) {
    List<String> cards = new ArrayList<>();
    cards.add(first);
    cards.add("BITPIX  = " + bitpix);
    cards.add("NAXIS   = " + axes.size());
    for (int i = 0; i < axes.size(); i++) {
      cards.add(String.format(Locale.ROOT, "%-8s= %d", "NAXIS" + (i + 1), axes.get(i)));
    }
    return cards;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  byte[] gzipped() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes());
    }
    return packed.toByteArray();
  }

  static byte[] floats(int count, IntToDoubleFunction values) {
    ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES);
    for (int i = 0; i < count; i++) {
      bytes.putFloat((float) values.applyAsDouble(i));
    }
    return bytes.array();
  }

  static byte[] doubles(int count, IntToDoubleFunction values) {
    ByteBuffer bytes = ByteBuffer.allocate(count * Double.BYTES);
    for (int i = 0; i < count; i++) {
      bytes.putDouble(values.applyAsDouble(i));
    }
    return bytes.array();
  }

  static byte[] shorts(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Short.BYTES);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return bytes.array();
  }
}
