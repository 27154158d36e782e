// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.nasmyth.fits.ByteSource;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.table.Table;

/** Reads chosen rows of a table, some that follow each other at a time. */
final class RowReader {

  private static final int CHUNK = 1 << 18;
  private static final long LONGEST = 8 << 20;

  private final ByteSource source;
  private final Table table;
  private final BitSet rows;
  private ByteBuffer bytes = ByteBuffer.allocate(0);
  private int row = -1;
  private int first;
  private int count;

  RowReader(ByteSource source, Table table, BitSet rows) {
    this.source = source;
    this.table = table;
    this.rows = rows;
  }

  boolean next() throws IOException {
    row = rows.nextSetBit(row + 1);
    if (row >= 0 && row >= first + count) {
      read();
    }
    return row >= 0;
  }

  private void read() throws IOException {
    long rowLength = table.rowLength();
    if (rowLength > LONGEST) {
      throw new FitsException(
          "Rows of more than %d bytes with arrays in the heap are not cut.".formatted(LONGEST),
          table.hdu().header().place("NAXIS1"));
    }
    long most = Math.max(1, CHUNK / rowLength);
    first = row;
    count = (int) Math.min(most, rows.nextClearBit(row) - row);
    int size = (int) (count * rowLength);
    if (bytes.capacity() < size) {
      bytes = ByteBuffer.allocate(size);
    }
    bytes.clear().limit(size);
    source.readFully(table.rowPosition(row), bytes);
  }

  /** Which row it is, from 0. */
  long row() {
    return row;
  }

  /** Holds the row; may be changed. */
  ByteBuffer bytes() {
    return bytes;
  }

  /** Where in the bytes the row begins. */
  int start() {
    return (int) ((row - first) * table.rowLength());
  }
}
