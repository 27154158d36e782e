// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.votable;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.List;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.results.bytes.ByteOutput;
import org.nasmyth.results.bytes.RowCells;

/** Rows as XML elements. */
final class TableDataRows implements RowWriter {

  private static final byte[] ROW = "<TR><TD>".getBytes(US_ASCII);
  private static final byte[] NEXT = "</TD><TD>".getBytes(US_ASCII);
  private static final byte[] ROW_END = "</TD></TR>\n".getBytes(US_ASCII);

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
      out.bytes(ROW);
      for (int i = 0; i < cells.width(); i++) {
        if (i > 0) {
          out.bytes(NEXT);
        }
        cells.write(row, i, out);
      }
      out.bytes(ROW_END);
    }
  }

  @Override
  public void end() throws IOException {
    out.ascii("</TABLEDATA>\n");
  }
}
