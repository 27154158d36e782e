// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.votable;

import java.io.IOException;
import java.util.List;
import org.nasmyth.api.database.ColumnVector;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.results.bytes.ByteOutput;
import org.nasmyth.results.bytes.Cell;

/** Rows as XML elements. */
final class TableDataRows implements RowWriter {

  private final Cell[] cells;
  private final ByteOutput out;

  TableDataRows(List<Field> fields, ByteOutput out) {
    this.cells = Cell.of(fields, TableDataStyle.TABLEDATA);
    this.out = out;
  }

  @Override
  public void begin() throws IOException {
    out.ascii("<TABLEDATA>\n");
  }

  @Override
  public void write(RowBatch batch) throws IOException {
    ColumnVector[] columns = new ColumnVector[cells.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = batch.column(i);
    }
    for (int row = 0; row < batch.rows(); row++) {
      out.ascii("<TR>");
      for (int i = 0; i < columns.length; i++) {
        out.ascii("<TD>");
        cells[i].write(columns[i], row, out);
        out.ascii("</TD>");
      }
      out.ascii("</TR>\n");
    }
  }

  @Override
  public void end() throws IOException {
    out.ascii("</TABLEDATA>\n");
  }
}
