// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.util.BitSet;

/** The chosen rows of a table; rows that follow each other are one stretch. */
final class RowRuns implements Runs {

  private final long start;
  private final long rowLength;
  private final BitSet rows;
  private int first;
  private int end;

  RowRuns(long start, long rowLength, BitSet rows) {
    this.start = start;
    this.rowLength = rowLength;
    this.rows = rows;
  }

  @Override
  public boolean next() {
    first = rowLength == 0 ? -1 : rows.nextSetBit(end);
    end = first < 0 ? end : rows.nextClearBit(first);
    return first >= 0;
  }

  @Override
  public long position() {
    return start + first * rowLength;
  }

  @Override
  public long length() {
    return (end - first) * rowLength;
  }
}
