// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.votable;

import java.io.IOException;
import java.util.List;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.results.bytes.ByteOutput;
import org.nasmyth.results.bytes.RowCells;

/** Rows as XML elements. */
final class TableDataRows implements RowWriter {

  private final RowCells cells;
  private final ByteOutput out;

  TableDataRows(List<Field> fields, ByteOutput out) {
    this.cells = new RowCells(fields, TableDataStyle.TABLEDATA);
    this.out = out;
  }

  @Override
  public void begin() throws IOException {
    out.ascii("<TABLEDATA>\n");
  }

  @Override
  public void write(RowBatch batch) throws IOException {
    cells.turnTo(batch);
    for (int row = 0; row < batch.rows(); row++) {
      out.ascii("<TR>");
      for (int i = 0; i < cells.width(); i++) {
        out.ascii("<TD>");
        cells.write(row, i, out);
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
