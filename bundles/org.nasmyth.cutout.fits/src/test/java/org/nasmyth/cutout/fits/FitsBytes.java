// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Makes the bytes of FITS files. */
final class FitsBytes {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private boolean empty = true;

  /** Adds a primary HDU without data. */
  FitsBytes primary(String... cards) {
    return image(8, new long[0], cards);
  }

  /** Adds an image whose bytes are noise, the same for the same place in the file. */
  FitsBytes image(int bitpix, long[] axes, String... cards) {
    List<String> all = new ArrayList<>();
    all.add(empty ? value("SIMPLE", "T") : "XTENSION= 'IMAGE   '           / an image");
    all.add(value("BITPIX", bitpix));
    all.add(value("NAXIS", axes.length));
    long pixels = axes.length == 0 ? 0 : 1;
    for (int i = 0; i < axes.length; i++) {
      all.add(value("NAXIS" + (i + 1), axes[i]));
      pixels *= axes[i];
    }
    if (empty) {
      all.add(value("EXTEND", "T"));
    } else {
      all.add(value("PCOUNT", 0));
      all.add(value("GCOUNT", 1));
    }
    all.addAll(List.of(cards));
    Random random = new Random(out.size());
    ByteBuffer data = ByteBuffer.allocate((int) (pixels * Math.abs(bitpix) / 8));
    while (data.hasRemaining()) {
      switch (bitpix) {
        case -32 -> data.putFloat(random.nextFloat());
        case -64 -> data.putDouble(random.nextDouble());
        default -> data.put((byte) random.nextInt(256));
      }
    }
    return hdu(all, data.array());
  }

  /** Adds a binary table; forms are names and TFORMs in turn. */
  FitsBytes table(long rows, byte[] data, String[] columns, String... cards) {
    List<String> all = new ArrayList<>();
    all.add("XTENSION= 'BINTABLE'           / a table");
    all.add(value("BITPIX", 8));
    all.add(value("NAXIS", 2));
    all.add(value("NAXIS1", data.length / rows));
    all.add(value("NAXIS2", rows));
    all.add(value("PCOUNT", 0));
    all.add(value("GCOUNT", 1));
    all.add(value("TFIELDS", columns.length / 2));
    for (int i = 0; i < columns.length / 2; i++) {
      all.add("TTYPE%-3d= '%-8s'".formatted(i + 1, columns[2 * i]));
      all.add("TFORM%-3d= '%-8s'".formatted(i + 1, columns[2 * i + 1]));
    }
    all.addAll(List.of(cards));
    return hdu(all, data);
  }

  /** Adds an image of 16 bits compressed by GZIP_1, each row a tile. */
  FitsBytes gzipped(int width, int height, String... cards) {
    Random random = new Random(out.size());
    ByteBuffer rows = ByteBuffer.allocate(8 * height);
    ByteArrayOutputStream heap = new ByteArrayOutputStream();
    for (int y = 0; y < height; y++) {
      byte[] row = new byte[2 * width];
      random.nextBytes(row);
      ByteArrayOutputStream tile = new ByteArrayOutputStream();
      try (GZIPOutputStream zip = new GZIPOutputStream(tile)) {
        zip.write(row);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      rows.putInt(tile.size()).putInt(heap.size());
      heap.writeBytes(tile.toByteArray());
    }
    List<String> all = new ArrayList<>();
    all.add("XTENSION= 'BINTABLE'           / an image in tiles");
    all.add(value("BITPIX", 8));
    all.add(value("NAXIS", 2));
    all.add(value("NAXIS1", 8));
    all.add(value("NAXIS2", height));
    all.add(value("PCOUNT", heap.size()));
    all.add(value("GCOUNT", 1));
    all.add(value("TFIELDS", 1));
    all.add("TTYPE1  = 'COMPRESSED_DATA'");
    all.add("TFORM1  = '1PB(%d)'".formatted(4 * width + 100));
    all.add(value("ZIMAGE", "T"));
    all.add("ZCMPTYPE= 'GZIP_1  '");
    all.add(value("ZBITPIX", 16));
    all.add(value("ZNAXIS", 2));
    all.add(value("ZNAXIS1", width));
    all.add(value("ZNAXIS2", height));
    all.add(value("ZTILE1", width));
    all.add(value("ZTILE2", 1));
    all.addAll(List.of(cards));
    ByteBuffer data = ByteBuffer.allocate(rows.capacity() + heap.size());
    data.put(rows.array()).put(heap.toByteArray());
    return hdu(all, data.array());
  }

  FitsBytes hdu(List<String> cards, byte[] data) {
    List<String> all = new ArrayList<>(cards);
    all.add("END");
    for (String card : all) {
      out.writeBytes("%-80s".formatted(card).getBytes(StandardCharsets.ISO_8859_1));
    }
    pad(' ');
    out.writeBytes(data);
    pad(0);
    empty = false;
    return this;
  }

  private void pad(int filler) {
    while (out.size() % 2880 != 0) {
      out.write(filler);
    }
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  static String value(String keyword, Object value) {
    return "%-8s= %20s".formatted(keyword, value);
  }

  static String text(String keyword, String value) {
    return "%-8s= '%-8s'".formatted(keyword, value);
  }

  /** A tangential projection with pixels of so many degrees about a place. */
  static String[] tan(double ra, double dec, double x, double y, double size, String... more) {
    Map<String, Object> cards = new LinkedHashMap<>();
    cards.put("CTYPE1", "'RA---TAN'");
    cards.put("CTYPE2", "'DEC--TAN'");
    cards.put("CRVAL1", ra);
    cards.put("CRVAL2", dec);
    cards.put("CRPIX1", x);
    cards.put("CRPIX2", y);
    cards.put("CD1_1", -size);
    cards.put("CD1_2", "0.0");
    cards.put("CD2_1", "0.0");
    cards.put("CD2_2", size);
    cards.put("CUNIT1", "'deg     '");
    cards.put("CUNIT2", "'deg     '");
    cards.put("RADESYS", "'ICRS    '");
    List<String> all = new ArrayList<>();
    cards.forEach((keyword, value) -> all.add(value(keyword, value)));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /** Wavelengths in air along the third axis. */
  static String[] air(double first, double step) {
    return new String[] {
      "CTYPE3  = 'AWAV    '",
      "CUNIT3  = 'Angstrom'",
      value("CRVAL3", first),
      value("CRPIX3", 1.0),
      value("CD3_3", step),
      value("CD1_3", "0.0"),
      value("CD2_3", "0.0"),
      value("CD3_1", "0.0"),
      value("CD3_2", "0.0")
    };
  }
}
