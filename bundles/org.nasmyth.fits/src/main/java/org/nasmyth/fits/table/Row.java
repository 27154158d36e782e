// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.table;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The row of a table that is being looked at. It is the same object for each row, so it must not be
 * kept. Columns whose cells are in the heap have no values here.
 */
public final class Row {

  private final boolean ascii;
  private ByteBuffer bytes = ByteBuffer.allocate(0);
  private int start;
  private long index;

  Row(boolean ascii) {
    this.ascii = ascii;
  }

  void moveTo(ByteBuffer buffer, int position, long row) {
    bytes = buffer;
    start = position;
    index = row;
  }

  /** Which row it is, from 0. */
  public long index() {
    return index;
  }

  /**
   * A number, with TSCAL and TZERO applied.
   *
   * @param column of this table
   * @return NaN where the cell is blank (TNULL), empty or no number
   */
  public double number(Column column) {
    return number(column, 0);
  }

  /**
   * An element of an array as a number, with TSCAL and TZERO applied.
   *
   * @param column of this table
   * @param element from 0
   * @return NaN where the cell is blank (TNULL), empty or no number
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public double number(Column column, long element) {
    if (ascii) {
      return asciiNumber(column);
    }
    if (column.variable() || element < 0 || element >= column.repeat()) {
      throw new IndexOutOfBoundsException(
          "Column %d has no element %d in the row.".formatted(column.number(), element));
    }
    int at = start + Math.toIntExact(column.offset() + element * column.elementSize());
    return Cells.number(column, bytes, at);
  }

  /**
   * The cell as text: a character string, or what a number of an ASCII table is written as.
   *
   * @param column of this table
   * @return without trailing blanks and what follows a zero byte; empty if it is no text
   */
  public String text(Column column) {
    if (!ascii && column.type() != 'A') {
      return "";
    }
    byte[] text = new byte[Math.toIntExact(column.width())];
    bytes.get(start + Math.toIntExact(column.offset()), text);
    String whole = new String(text, StandardCharsets.ISO_8859_1);
    int end = whole.indexOf('\0');
    return (end < 0 ? whole : whole.substring(0, end)).stripTrailing();
  }

  private double asciiNumber(Column column) {
    String text = text(column).strip();
    if (text.isEmpty() || column.type() == 'A' || text.equals(column.blank().orElse(null))) {
      return Double.NaN;
    }
    try {
      double stored = Double.parseDouble(text.replace('D', 'E').replace('d', 'e'));
      return column.unscaled()
          ? stored
          : stored * column.scale().doubleValue() + column.zero().doubleValue();
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
