// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.text;

import java.io.IOException;
import java.io.OutputStream;
import org.nasmyth.api.database.ColumnVector;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.results.Ending;
import org.nasmyth.api.results.ResultDescription;
import org.nasmyth.api.results.ResultFormat;
import org.nasmyth.api.results.ResultWriter;
import org.nasmyth.results.bytes.ByteOutput;
import org.nasmyth.results.bytes.Cell;

/**
 * Lines of separated values, the first one optionally with the columns' names. Such a document
 * cannot say that rows were cut off; one that failed ends with a line that begins with {@code #
 * QUERY_STATUS=ERROR}, because a document that only looks complete would be worse.
 */
abstract class SeparatedFormat implements ResultFormat {

  private final SeparatedStyle style;
  private final boolean header;

  SeparatedFormat(SeparatedStyle style, boolean header) {
    this.style = style;
    this.header = header;
  }

  @Override
  public final ResultWriter begin(ResultDescription description, OutputStream stream)
      throws IOException {
    ByteOutput out = new ByteOutput(stream);
    int columns = description.fields().size();
    if (header) {
      for (int i = 0; i < columns; i++) {
        separate(i, out);
        style.text(description.fields().get(i).name(), out);
      }
      out.ascii(style.lineEnd());
    }
    return new Lines(Cell.of(description.fields(), style), out);
  }

  private void separate(int column, ByteOutput out) throws IOException {
    if (column > 0) {
      out.ascii(style.separator());
    }
  }

  private final class Lines implements ResultWriter {
    private final Cell[] cells;
    private final ByteOutput out;

    Lines(Cell[] cells, ByteOutput out) {
      this.cells = cells;
      this.out = out;
    }

    @Override
    public void write(RowBatch batch) throws IOException {
      ColumnVector[] columns = new ColumnVector[cells.length];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = batch.column(i);
      }
      for (int row = 0; row < batch.rows(); row++) {
        for (int i = 0; i < columns.length; i++) {
          separate(i, out);
          cells[i].write(columns[i], row, out);
        }
        out.ascii(style.lineEnd());
      }
    }

    @Override
    public void end(Ending ending) throws IOException {
      if (ending instanceof Ending.Failed failed) {
        style.text("# QUERY_STATUS=ERROR: " + failed.message(), out);
        out.ascii(style.lineEnd());
      }
      out.flush();
    }
  }
}
