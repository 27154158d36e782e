// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.votable;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.nasmyth.api.database.ColumnVector;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.results.bytes.ByteOutput;

/**
 * Rows as bytes in base64: BINARY, or BINARY2 with its flags for missing values (VOTable 1.4,
 * sections 5.4 and 5.5).
 */
final class BinaryRows implements RowWriter {

  /** So many rows are laid out at a time: few enough for the processor's caches. */
  private static final int SLICE = 256;

  private final String element;
  private final int flagBytes;
  private final BinaryColumn[] columns;
  private final ByteOutput out;
  private final Base64Lines base64;
  private final int[] starts = new int[SLICE];
  private final int[] at = new int[SLICE];
  private byte[] rows = new byte[0];

  BinaryRows(List<Declaration> declarations, boolean flagged, ByteOutput out) {
    this.element = flagged ? "BINARY2" : "BINARY";
    this.flagBytes = flagged ? (declarations.size() + 7) / 8 : 0;
    this.columns = declarations.stream().map(BinaryColumn::of).toArray(BinaryColumn[]::new);
    this.out = out;
    this.base64 = new Base64Lines(out);
  }

  @Override
  public void begin() throws IOException {
    out.ascii("<" + element + ">\n<STREAM encoding=\"base64\">\n");
  }

  @Override
  public void write(RowBatch batch) throws IOException {
    for (int from = 0; from < batch.rows(); from += SLICE) {
      writeSlice(batch, from, Math.min(SLICE, batch.rows() - from));
    }
  }

  @Override
  public void end() throws IOException {
    base64.end();
    out.ascii("</STREAM>\n</" + element + ">\n");
  }

  private void writeSlice(RowBatch batch, int from, int count) throws IOException {
    int[] lengths = at;
    Arrays.fill(lengths, 0, count, flagBytes);
    for (int c = 0; c < columns.length; c++) {
      columns[c].measure(batch.column(c), from, count, lengths);
    }
    int total = 0;
    for (int i = 0; i < count; i++) {
      starts[i] = total;
      total += lengths[i];
    }
    if (rows.length < total) {
      rows = new byte[total + total / 4];
    }
    if (flagBytes > 0) {
      placeFlags(batch, from, count);
    }
    for (int i = 0; i < count; i++) {
      at[i] = starts[i] + flagBytes;
    }
    for (int c = 0; c < columns.length; c++) {
      columns[c].place(batch.column(c), from, count, rows, at);
    }
    base64.write(rows, total);
  }

  private void placeFlags(RowBatch batch, int from, int count) {
    for (int i = 0; i < count; i++) {
      Arrays.fill(rows, starts[i], starts[i] + flagBytes, (byte) 0);
    }
    for (int c = 0; c < columns.length; c++) {
      ColumnVector column = batch.column(c);
      if (!column.hasNoNulls()) {
        int place = c / 8;
        byte flag = (byte) (0x80 >> c % 8);
        for (int i = 0; i < count; i++) {
          if (column.isNull(from + i)) {
            rows[starts[i] + place] |= flag;
          }
        }
      }
    }
  }
}
