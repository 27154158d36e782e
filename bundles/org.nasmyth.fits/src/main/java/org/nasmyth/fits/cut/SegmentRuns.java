// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.util.BitSet;
import java.util.List;
import org.nasmyth.fits.table.Table;

/** The kept bytes of the chosen rows of a table. */
final class SegmentRuns implements Runs {

  private final Table table;
  private final BitSet rows;
  private final List<Segment> segments;
  private int row;
  private int segment = -1;

  SegmentRuns(Table table, BitSet rows, List<Segment> segments) {
    this.table = table;
    this.rows = rows;
    this.segments = segments;
    this.row = segments.isEmpty() ? -1 : rows.nextSetBit(0);
  }

  @Override
  public boolean next() {
    if (row >= 0 && ++segment == segments.size()) {
      segment = 0;
      row = rows.nextSetBit(row + 1);
    }
    return row >= 0;
  }

  @Override
  public long position() {
    return table.rowPosition(row) + segments.get(segment).offset();
  }

  @Override
  public long length() {
    return segments.get(segment).length();
  }
}
