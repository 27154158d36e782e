// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.nasmyth.fits.ByteSource;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HduKind;
import org.nasmyth.fits.Header;

/** A binary or an ASCII table of a file. Safe for several threads. */
public final class Table {

  private static final int CHUNK = 4 << 20;

  private final ByteSource source;
  private final Hdu hdu;
  private final List<Column> columns;
  private final long rowLength;
  private final long rows;
  private final long heap;

  private Table(ByteSource source, Hdu hdu, List<Column> columns) throws FitsException {
    this.source = source;
    this.hdu = hdu;
    this.columns = columns;
    Header header = hdu.header();
    this.rowLength = header.required("NAXIS1");
    this.rows = header.required("NAXIS2");
    this.heap = header.whole("THEAP", rowLength * rows);
    if (rows > Integer.MAX_VALUE) {
      throw new FitsException("Tables beyond 2^31 rows are not read.", header.place("NAXIS2"));
    }
    if (heap < rowLength * rows || heap > hdu.dataLength()) {
      throw new FitsException("The heap does not begin behind the rows.", header.place("THEAP"));
    }
  }

  /**
   * Understands the header of a table.
   *
   * @param file that holds it
   * @param hdu a table or a compressed image
   * @throws FitsException if it is none, or its header is malformed
   */
  public static Table of(FitsFile file, Hdu hdu) throws FitsException {
    if (hdu.kind() != HduKind.BINARY_TABLE
        && hdu.kind() != HduKind.ASCII_TABLE
        && hdu.kind() != HduKind.COMPRESSED_IMAGE) {
      throw new FitsException("This HDU is not a table.", hdu.place());
    }
    if (hdu.axes().isEmpty() || hdu.header().required("NAXIS") != 2) {
      throw new FitsException("A table has two axes.", hdu.header().place("NAXIS"));
    }
    return new Table(file.source(), hdu, Columns.of(hdu));
  }

  /** The HDU that it is. */
  public Hdu hdu() {
    return hdu;
  }

  /** All columns in their order. */
  public List<Column> columns() {
    return columns;
  }

  /**
   * The first column with a name.
   *
   * @param name its TTYPE, in any case of letters
   */
  public Optional<Column> column(String name) {
    return columns.stream().filter(column -> column.name().equalsIgnoreCase(name)).findFirst();
  }

  /** Bytes of a row. */
  public long rowLength() {
    return rowLength;
  }

  /** How many rows there are. */
  public long rows() {
    return rows;
  }

  /**
   * The first byte of a row in the file.
   *
   * @param row from 0
   */
  public long rowPosition(long row) {
    return hdu.dataPosition() + row * rowLength;
  }

  /** The first byte of the heap in the file, section 7.3.5. */
  public long heapPosition() {
    return hdu.dataPosition() + heap;
  }

  /** Bytes of the heap. */
  public long heapLength() {
    return hdu.dataLength() - heap;
  }

  /**
   * Looks at all rows.
   *
   * @param condition says which ones are wanted
   * @param cancelled is asked every few megabytes
   * @return the numbers of those rows, from 0
   * @throws FitsException if the file ends before
   * @throws java.io.InterruptedIOException if it was cancelled
   * @throws IOException if it cannot be read
   */
  public BitSet select(RowCondition condition, BooleanSupplier cancelled) throws IOException {
    BitSet selected = new BitSet();
    if (rowLength == 0 || rowLength > CHUNK) {
      throw new FitsException(
          "Rows of %d bytes are not looked at.".formatted(rowLength), hdu.header().place("NAXIS1"));
    }
    Row row = new Row(hdu.kind() == HduKind.ASCII_TABLE);
    long perChunk = CHUNK / rowLength;
    ByteBuffer buffer =
        ByteBuffer.allocate((int) (Math.min(perChunk, Math.max(1, rows)) * rowLength));
    for (long first = 0; first < rows; first += perChunk) {
      if (cancelled.getAsBoolean()) {
        throw new java.io.InterruptedIOException("Cancelled while rows were chosen.");
      }
      long count = Math.min(perChunk, rows - first);
      buffer.clear().limit((int) (count * rowLength));
      source.readFully(rowPosition(first), buffer);
      for (int i = 0; i < count; i++) {
        row.moveTo(buffer, (int) (i * rowLength), first + i);
        if (condition.test(row)) {
          selected.set((int) (first + i));
        }
      }
    }
    return selected;
  }

  /**
   * The elements of a cell as numbers, with TSCAL and TZERO applied.
   *
   * @param row from 0
   * @param column of this binary table
   * @return NaN where an element is blank
   * @throws FitsException if the array does not lie in the heap, or is larger than 2^27 elements
   * @throws IOException if it cannot be read
   */
  public double[] numbers(long row, Column column) throws IOException {
    Extent extent = array(row, column);
    if (extent.count() > 1 << 27) {
      throw noNumbers(column);
    }
    double[] numbers = new double[(int) extent.count()];
    numbers(column, extent, 0, numbers, numbers.length);
    return numbers;
  }

  /**
   * Some elements of a cell as numbers, with TSCAL and TZERO applied.
   *
   * @param column of this binary table
   * @param array where the cell's elements lie
   * @param from the first element that is wanted, from 0
   * @param into takes them from its beginning on, NaN where an element is blank
   * @param count how many are wanted, none behind the last
   * @throws IOException if they cannot be read
   */
  public void numbers(Column column, Extent array, long from, double[] into, int count)
      throws IOException {
    int size = column.elementSize();
    int perChunk = CHUNK / size;
    ByteBuffer buffer = ByteBuffer.allocate(Math.min(count, perChunk) * size);
    for (int first = 0; first < count; first += perChunk) {
      int here = Math.min(perChunk, count - first);
      buffer.clear().limit(here * size);
      source.readFully(array.position() + (from + first) * size, buffer);
      for (int i = 0; i < here; i++) {
        into[first + i] = Cells.number(column, buffer, i * size);
      }
    }
  }

  /**
   * Where the numbers of a cell lie.
   *
   * @param row from 0
   * @param column of this binary table
   * @throws FitsException if the cell holds no numbers, or does not lie in the heap
   * @throws IOException if it cannot be read
   */
  public Extent array(long row, Column column) throws IOException {
    if (hdu.kind() == HduKind.ASCII_TABLE || column.elementSize() == 0) {
      throw noNumbers(column);
    }
    return column.variable()
        ? descriptor(row, column)
        : new Extent(column.repeat(), rowPosition(row) + column.offset());
  }

  private FitsException noNumbers(Column column) {
    return new FitsException(
        "Column %d has no array of numbers that can be read.".formatted(column.number()),
        hdu.header().place("TFORM" + column.number()));
  }

  private Extent descriptor(long row, Column column) throws IOException {
    ByteBuffer cell = ByteBuffer.allocate((int) column.width());
    source.readFully(rowPosition(row) + column.offset(), cell);
    return extent(column, cell, 0, row);
  }

  /**
   * Where the array of a cell lies.
   *
   * @param column whose cells are in the heap
   * @param bytes that hold the row's descriptor
   * @param at where in them the descriptor begins
   * @param row its number, for messages
   * @throws FitsException if it does not lie in the heap
   */
  public Extent extent(Column column, ByteBuffer bytes, int at, long row) throws FitsException {
    if (column.width() == 0) {
      return new Extent(0, heapPosition());
    }
    long count = column.wide() ? bytes.getLong(at) : bytes.getInt(at);
    long offset = column.wide() ? bytes.getLong(at + 8) : bytes.getInt(at + 4);
    long length = count < 0 || count > Long.MAX_VALUE / 16 ? -1 : arrayLength(column, count);
    if (count == 0) {
      return new Extent(0, heapPosition());
    }
    if (length < 0 || offset < 0 || offset > heapLength() || length > heapLength() - offset) {
      throw new FitsException(
          "The array of row %d, column %d does not lie in the heap: %d elements at %d."
              .formatted(row + 1, column.number(), count, offset),
          hdu.header().place("TFORM" + column.number()));
    }
    return new Extent(count, heapPosition() + offset);
  }

  /**
   * Bytes of an array in the heap.
   *
   * @param column whose cells are in the heap
   * @param count of elements
   */
  public static long arrayLength(Column column, long count) {
    return column.type() == 'X' ? (count + 7) / 8 : count * column.elementSize();
  }

  /**
   * Where an array lies.
   *
   * @param count of elements
   * @param position of its first byte in the file
   */
  public record Extent(long count, long position) {}
}
