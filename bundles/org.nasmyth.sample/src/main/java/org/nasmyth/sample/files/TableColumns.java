// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.files;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of a binary table (FITS Standard 4.0, section 7.3). Used by one thread. */
final class TableColumns {

  @SuppressWarnings("ArrayRecordComponent") // Never compared; made, written and forgotten.
  private record Column(
      String name, char code, @Nullable String unit, @Nullable String ucd, double[] values) {
    int width() {
      return switch (code) {
        case 'D' -> 8;
        case 'E', 'J' -> 4;
        default -> 2;
      };
    }
  }

  private final List<Column> columns = new ArrayList<>();

  /**
   * Adds a column.
   *
   * @param code D, E, J or I
   * @param values for each row, or the elements of the one row
   */
  TableColumns add(
      String name, char code, @Nullable String unit, @Nullable String ucd, double[] values) {
    columns.add(new Column(name, code, unit, ucd, values));
    return this;
  }

  /** A table with a row for each value. */
  Hdu rows(Cards more) {
    return table(columns.get(0).values().length, 1, more);
  }

  /** A table with one row, whose cells hold all values of a column: a spectrum in ESO's form. */
  Hdu oneRow(Cards more) {
    return table(1, columns.get(0).values().length, more);
  }

  private Hdu table(int rows, int repeat, Cards more) {
    int width = columns.stream().mapToInt(column -> column.width() * repeat).sum();
    Cards header =
        new Cards()
            .text("XTENSION", "BINTABLE", "Binary table extension")
            .whole("BITPIX", 8, "Bytes")
            .whole("NAXIS", 2, "Rows and columns")
            .whole("NAXIS1", width, "Bytes of a row")
            .whole("NAXIS2", rows, "Number of rows")
            .whole("PCOUNT", 0, "No heap")
            .whole("GCOUNT", 1, "One group")
            .whole("TFIELDS", columns.size(), "Number of columns");
    for (int i = 1; i <= columns.size(); i++) {
      Column column = columns.get(i - 1);
      header
          .text("TTYPE" + i, column.name(), "")
          .text("TFORM" + i, (repeat == 1 ? 1 : repeat) + String.valueOf(column.code()), "")
          .text("TUNIT" + i, column.unit(), "")
          .text("TUCD" + i, column.ucd(), "");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(rows * width);
    for (int row = 0; row < rows; row++) {
      for (Column column : columns) {
        out.writeBytes(cell(column, row * repeat, repeat));
      }
    }
    return new Hdu(header.all(more), out.toByteArray());
  }

  private static byte[] cell(Column column, int from, int count) {
    ByteBuffer bytes = ByteBuffer.allocate(count * column.width());
    for (int i = from; i < from + count; i++) {
      double value = column.values()[i];
      switch (column.code()) {
        case 'D' -> bytes.putDouble(value);
        case 'E' -> bytes.putFloat((float) value);
        case 'J' -> bytes.putInt((int) value);
        default -> bytes.putShort((short) value);
      }
    }
    return bytes.array();
  }
}
