// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.benchmark.server;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Writes a FITS file with a table of twelve columns as catalogues have them: a number, a position,
 * four magnitudes, a parallax that a row in twenty has not, a flag, an identifier and two texts.
 */
final class BigTable {

  /** The names of the columns. */
  static final List<String> COLUMNS =
      List.of(
          "number",
          "ra",
          "dec",
          "u_mag",
          "g_mag",
          "r_mag",
          "i_mag",
          "parallax",
          "flags",
          "source",
          "designation",
          "obj_class");

  private static final List<String> FORMS =
      List.of("J", "D", "D", "E", "E", "E", "E", "D", "I", "K", "20A", "8A");
  private static final int ROW_BYTES = 4 + 8 + 8 + 4 * 4 + 8 + 2 + 8 + 20 + 8;
  private static final int BLOCK = 2880;
  private static final long SEED = 20261123;
  private static final List<String> CLASSES = List.of("STAR", "GALAXY", "QSO", "UNKNOWN");

  private BigTable() {}

  /** Writes the file, the same for the same number of rows. */
  static void write(Path file, int rows) throws IOException {
    try (OutputStream bytes = Files.newOutputStream(file);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(bytes, 1 << 16))) {
      primaryHeader(out);
      tableHeader(out, rows);
      Random random = new Random(SEED);
      for (int row = 0; row < rows; row++) {
        writeRow(out, row, random);
      }
      pad(out, (long) rows * ROW_BYTES, (byte) 0);
    }
  }

  private static void writeRow(DataOutputStream out, int row, Random random) throws IOException {
    double ra = 360 * random.nextDouble();
    double dec = Math.toDegrees(Math.asin(2 * random.nextDouble() - 1));
    out.writeInt(row);
    out.writeDouble(ra);
    out.writeDouble(dec);
    float mag = (float) (12 + 10 * random.nextDouble());
    for (int band = 0; band < 4; band++) {
      out.writeFloat(mag + (float) random.nextGaussian() / 2);
    }
    out.writeDouble(random.nextInt(20) == 0 ? Double.NaN : random.nextGaussian());
    out.writeShort(random.nextInt(4096));
    out.writeLong(random.nextLong() >>> 1);
    text(out, "BIG J%07.3f%+08.3f".formatted(ra, dec), 20);
    text(out, CLASSES.get(random.nextInt(CLASSES.size())), 8);
  }

  private static void primaryHeader(DataOutputStream out) throws IOException {
    StringBuilder header = new StringBuilder();
    card(header, "SIMPLE", "T");
    card(header, "BITPIX", "8");
    card(header, "NAXIS", "0");
    card(header, "EXTEND", "T");
    end(out, header);
  }

  private static void tableHeader(DataOutputStream out, int rows) throws IOException {
    StringBuilder header = new StringBuilder();
    card(header, "XTENSION", "'BINTABLE'");
    card(header, "BITPIX", "8");
    card(header, "NAXIS", "2");
    card(header, "NAXIS1", Integer.toString(ROW_BYTES));
    card(header, "NAXIS2", Integer.toString(rows));
    card(header, "PCOUNT", "0");
    card(header, "GCOUNT", "1");
    card(header, "TFIELDS", Integer.toString(COLUMNS.size()));
    for (int i = 0; i < COLUMNS.size(); i++) {
      card(header, "TTYPE" + (i + 1), "'" + COLUMNS.get(i) + "'");
      card(header, "TFORM" + (i + 1), "'" + FORMS.get(i) + "'");
    }
    for (int i = 1; i <= 2; i++) {
      card(header, "TUNIT" + (i + 1), "'deg'");
    }
    end(out, header);
  }

  private static void card(StringBuilder header, String keyword, String value) {
    header.append("%-8s= %-70s".formatted(keyword, value));
  }

  private static void end(DataOutputStream out, StringBuilder header) throws IOException {
    header.append("%-80s".formatted("END"));
    out.write(header.toString().getBytes(StandardCharsets.US_ASCII));
    pad(out, header.length(), (byte) ' ');
  }

  private static void pad(DataOutputStream out, long written, byte filler) throws IOException {
    for (long i = written; i % BLOCK != 0; i++) {
      out.writeByte(filler);
    }
  }

  private static void text(DataOutputStream out, String text, int length) throws IOException {
    String padded = ("%-" + length + "s").formatted(text);
    out.write(padded.substring(0, length).getBytes(StandardCharsets.US_ASCII));
  }
}
