// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.binary;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.nasmyth.api.database.ColumnVector;
import org.nasmyth.api.database.RowBatch;

/**
 * Lays rows out as bytes, each cell as VOTable's BINARY has it, optionally with BINARY2's flags for
 * missing values in front of each row (VOTable 1.4, sections 5.4 and 5.5). Used by one thread.
 */
public final class RowLayout {

  /** Takes some whole rows. */
  @FunctionalInterface
  public interface Taker {

    /**
     * Takes rows.
     *
     * @param rows valid during the call only
     * @param length how many bytes of it are rows
     */
    void take(byte[] rows, int length) throws IOException;
  }

  /** So many rows are laid out at a time: few enough for the processor's caches. */
  private static final int SLICE = 256;

  private final int flagBytes;
  private final BinaryColumn[] columns;
  private final int[] starts = new int[SLICE];
  private final int[] at = new int[SLICE];
  private byte[] rows = new byte[0];

  /** A layout for columns, with or without flags. */
  public RowLayout(List<Declaration> declarations, boolean flagged) {
    this.flagBytes = flagged ? (declarations.size() + 7) / 8 : 0;
    this.columns = declarations.stream().map(BinaryColumn::of).toArray(BinaryColumn[]::new);
  }

  /** Lays out a batch and hands its rows on, some at a time. */
  public void lay(RowBatch batch, Taker taker) throws IOException {
    for (int from = 0; from < batch.rows(); from += SLICE) {
      int length = laySlice(batch, from, Math.min(SLICE, batch.rows() - from));
      taker.take(rows, length);
    }
  }

  private int laySlice(RowBatch batch, int from, int count) {
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
    return total;
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
