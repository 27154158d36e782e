// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.text;

import java.io.IOException;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.results.Ending;
import org.nasmyth.api.results.ResultWriter;
import org.nasmyth.results.bytes.ByteOutput;
import org.nasmyth.results.bytes.RowCells;

/** Writes each row as a line. */
abstract class Lines implements ResultWriter {

  private final RowCells cells;
  private final char separator;
  private final String lineEnd;
  private final ByteOutput out;

  Lines(RowCells cells, char separator, String lineEnd, ByteOutput out) {
    this.cells = cells;
    this.separator = separator;
    this.lineEnd = lineEnd;
    this.out = out;
  }

  /** Writes what follows the last line. */
  abstract void endLines(Ending ending, ByteOutput lines) throws IOException;

  @Override
  public final void write(RowBatch batch) throws IOException {
    cells.turnTo(batch);
    for (int row = 0; row < batch.rows(); row++) {
      cells.writeRow(row, separator, out);
      out.ascii(lineEnd);
    }
  }

  @Override
  public final void flush() throws IOException {
    out.flush();
  }

  @Override
  public final void end(Ending ending) throws IOException {
    endLines(ending, out);
    out.flush();
  }
}
