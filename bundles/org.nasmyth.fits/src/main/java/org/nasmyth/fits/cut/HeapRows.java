// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.nasmyth.fits.ByteSource;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.table.Column;
import org.nasmyth.fits.table.Table;
import org.nasmyth.fits.table.Table.Extent;

/**
 * Chosen rows of a table with arrays of variable length: descriptors are written anew, and the heap
 * holds what the rows need, in their order.
 */
final class HeapRows implements Data {

  private final ByteSource source;
  private final CutMemory memory;
  private final Table table;
  private final BitSet rows;
  private final List<Segment> segments;
  private final Optional<Slice> slice;
  private final List<Column> variable;
  private final long heapLength;

  HeapRows(
      ByteSource source,
      CutMemory memory,
      Table table,
      BitSet rows,
      List<Segment> segments,
      Optional<Slice> slice)
      throws IOException {
    this.source = source;
    this.memory = memory;
    this.table = table;
    this.rows = rows;
    this.segments = segments;
    this.slice = slice;
    this.variable =
        table.columns().stream().filter(column -> column.variable() && column.width() > 0).toList();
    this.heapLength = sumArrays();
  }

  private long sumArrays() throws IOException {
    ArrayRuns arrays = new ArrayRuns();
    long sum = 0;
    while (arrays.next()) {
      sum += arrays.length();
    }
    return sum;
  }

  /** Bytes of the new heap. */
  long heapLength() {
    return heapLength;
  }

  @Override
  public long length() {
    return rows.cardinality() * Segment.total(segments) + heapLength;
  }

  @Override
  public void writeTo(Sink sink) throws IOException {
    writeRows(sink);
    ByteBuffer buffer = memory.take(Math.min(heapLength, Sink.CHUNK));
    try (RunCopier copier = new RunCopier(source, sink, memory, buffer)) {
      copier.copy(new ArrayRuns());
    } finally {
      memory.giveBack(buffer);
    }
  }

  private void writeRows(Sink sink) throws IOException {
    RowReader reader = new RowReader(source, table, rows);
    long kept = Segment.total(segments);
    ByteBuffer out = ByteBuffer.allocate((int) Math.max(kept, Math.min(Sink.CHUNK, length())));
    long heap = 0;
    while (reader.next()) {
      for (Column column : variable) {
        Extent array = array(reader, column);
        writeDescriptor(column, reader, array.count(), heap);
        heap += Table.arrayLength(column, array.count());
      }
      if (out.remaining() < kept) {
        sink.write(out.flip());
        out.clear();
      }
      for (Segment segment : segments) {
        out.put(
            out.position(),
            reader.bytes(),
            reader.start() + (int) segment.offset(),
            (int) segment.length());
        out.position(out.position() + (int) segment.length());
      }
    }
    sink.write(out.flip());
  }

  /** What is kept of the array that a cell tells of. */
  private Extent array(RowReader reader, Column column) throws FitsException {
    int at = reader.start() + (int) column.offset();
    Extent whole = table.extent(column, reader.bytes(), at, reader.row());
    if (slice.isEmpty() || !slice.get().cuts(column, whole.count())) {
      return whole;
    }
    long skipped = (slice.get().range().first() - 1) * column.elementSize();
    return new Extent(slice.get().range().length(), whole.position() + skipped);
  }

  private void writeDescriptor(Column column, RowReader reader, long count, long offset)
      throws FitsException {
    int at = reader.start() + (int) column.offset();
    if (column.wide()) {
      reader.bytes().putLong(at, count).putLong(at + 8, offset);
    } else if (offset > Integer.MAX_VALUE) {
      throw new FitsException(
          "The arrays of these rows do not fit descriptors of 32 bits.",
          table.hdu().header().place("TFORM" + column.number()));
    } else {
      reader.bytes().putInt(at, (int) count).putInt(at + 4, (int) offset);
    }
  }

  /** The arrays of the chosen rows. */
  private final class ArrayRuns implements Runs {

    private final RowReader reader = new RowReader(source, table, rows);
    private int column = variable.size();
    private long position;
    private long length;

    @Override
    public boolean next() throws IOException {
      do {
        if (column == variable.size()) {
          if (!reader.next()) {
            return false;
          }
          column = 0;
        }
        if (column < variable.size()) {
          Column current = variable.get(column++);
          Extent array = array(reader, current);
          position = array.position();
          length = Table.arrayLength(current, array.count());
        } else {
          length = 0;
        }
      } while (length == 0);
      return true;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public long length() {
      return length;
    }
  }
}
