// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.bytes;

import java.io.IOException;
import java.util.List;
import org.nasmyth.api.database.ColumnVector;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.metadata.Field;

/** Writes the cells of rows as text, with what a format has around them. Used by one thread. */
public final class RowCells {

  private final Cell[] cells;
  private final ColumnVector[] columns;

  /** Cells of some columns in a format's style. */
  public RowCells(List<Field> fields, CellStyle style) {
    cells = Cell.of(fields, style);
    columns = new ColumnVector[cells.length];
  }

  /** Turns to the rows of a batch. */
  public void turnTo(RowBatch batch) {
    for (int i = 0; i < columns.length; i++) {
      columns[i] = batch.column(i);
    }
  }

  /** How many cells a row has. */
  public int width() {
    return cells.length;
  }

  /** Writes a cell. */
  public void write(int row, int column, ByteOutput out) throws IOException {
    cells[column].write(columns[column], row, out);
  }

  /** Whether a cell is NULL. */
  public boolean isNull(int row, int column) {
    return columns[column].isNull(row);
  }

  /** Writes the cells of a row with a character between them. */
  public void writeRow(int row, char separator, ByteOutput out) throws IOException {
    for (int i = 0; i < cells.length; i++) {
      if (i > 0) {
        out.ascii(separator);
      }
      cells[i].write(columns[i], row, out);
    }
  }
}
