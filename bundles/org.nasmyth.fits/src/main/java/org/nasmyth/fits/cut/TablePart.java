// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.nasmyth.fits.ByteSource;
import org.nasmyth.fits.HduKind;
import org.nasmyth.fits.Header;
import org.nasmyth.fits.HeaderEditor;
import org.nasmyth.fits.table.Column;
import org.nasmyth.fits.table.Table;

/** Plans a table with fewer rows, or with shorter arrays in its cells. */
final class TablePart {

  private final ByteSource source;
  private final Table table;
  private final BitSet rows;
  private final Optional<Slice> slice;

  TablePart(ByteSource source, Table table, BitSet rows, Optional<Slice> slice) {
    this.source = source;
    this.table = table;
    this.rows = (BitSet) rows.clone();
    this.slice = slice;
    if (this.rows.length() > table.rows()) {
      throw new IllegalArgumentException(
          "Row %d is not in a table of %d rows.".formatted(this.rows.length() - 1, table.rows()));
    }
  }

  Part plan(HeaderEdit edit, Means means) throws IOException {
    List<Segment> segments = segments();
    boolean heap = table.columns().stream().anyMatch(Column::variable);
    HeaderEditor editor = new HeaderEditor(table.hdu().header());
    long rowLength = Segment.total(segments);
    Data data;
    long heapLength = 0;
    if (heap) {
      HeapRows heapRows = new HeapRows(source, means.memory(), table, rows, segments, slice);
      heapLength = heapRows.heapLength();
      data = heapRows;
    } else {
      data =
          new SourceData(
              source, means.memory(), rows.cardinality() * rowLength, false, () -> runs(segments));
    }
    editor.set("NAXIS1", rowLength).set("NAXIS2", rows.cardinality()).set("PCOUNT", heapLength);
    if (editor.header().has("THEAP")) {
      editor.set("THEAP", rowLength * rows.cardinality());
    }
    slice.ifPresent(present -> present.apply(editor, table));
    edit.apply(editor);
    return new ChangedPart(editor, data, table.hdu().kind() == HduKind.ASCII_TABLE, means);
  }

  private Runs runs(List<Segment> segments) {
    return slice.isEmpty()
        ? new RowRuns(table.rowPosition(0), table.rowLength(), rows)
        : new SegmentRuns(table, rows, segments);
  }

  /** What is kept of a row. */
  private List<Segment> segments() {
    List<Segment> segments = new ArrayList<>();
    if (slice.isEmpty()) {
      Segment.append(segments, 0, table.rowLength());
      return segments;
    }
    Header header = table.hdu().header();
    long end = 0;
    for (Column column : table.columns()) {
      if (slice.get().cuts(column, header)) {
        long size = column.elementSize();
        Segment.append(
            segments,
            column.offset() + (slice.get().range().first() - 1) * size,
            slice.get().range().length() * size);
      } else {
        Segment.append(segments, column.offset(), column.width());
      }
      end = column.offset() + column.width();
    }
    Segment.append(segments, end, table.rowLength() - end);
    return segments;
  }
}
