// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.parquet;

import java.util.List;
import org.nasmyth.api.database.ColumnVector;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.Field;

/**
 * One column of a group of rows being gathered: pages of values in Parquet's plain encoding, each
 * compressed as soon as it is full. Used by one thread.
 */
final class ColumnChunk {

  private static final int PLAIN = 0;
  private static final int RLE = 3;

  private final Field field;
  private final boolean array;
  private final int pageBytes;
  private final PageCompressor compressor;
  private final LevelRuns repetitions = new LevelRuns();
  private final LevelRuns definitions = new LevelRuns();
  private final LittleEndian values = new LittleEndian();
  private final LittleEndian page = new LittleEndian();
  private final LittleEndian pages = new LittleEndian();
  private int pageValues;
  private long allValues;
  private long uncompressed;
  private int bits;
  private int bitCount;

  /**
   * A chunk without rows.
   *
   * @param pageBytes the size at which a page is full
   */
  ColumnChunk(Field field, int pageBytes, PageCompressor compressor) {
    this.field = field;
    this.array = field.type().isArray();
    this.pageBytes = pageBytes;
    this.compressor = compressor;
  }

  /** Adds rows. */
  void add(ColumnVector column, int rows) {
    if (array) {
      addArrays(column, rows);
    } else {
      addScalars(column, rows);
    }
    if (values.size() + definitions.size() + repetitions.size() >= pageBytes) {
      endPage();
    }
  }

  /** How many bytes it holds. */
  long held() {
    return (long) values.size() + pages.size();
  }

  /** Ends it; its bytes are then in {@link #bytes}. */
  Metadata end() {
    if (pageValues > 0) {
      endPage();
    }
    Metadata metadata = new Metadata(field, allValues, uncompressed, pages.size());
    allValues = 0;
    uncompressed = 0;
    return metadata;
  }

  /** The bytes of the ended chunk, to be cleared before the next group. */
  LittleEndian bytes() {
    return pages;
  }

  /**
   * What the file's metadata tell of an ended chunk.
   *
   * @param values how many values, missing ones counted
   * @param uncompressed its bytes before compression, headers included
   * @param compressed its bytes in the file
   */
  record Metadata(Field field, long values, long uncompressed, long compressed) {

    /**
     * Writes it.
     *
     * @param offset where in the file the chunk begins
     */
    void write(long offset, Thrift chunk) {
      List<String> path =
          field.type().isArray() ? List.of(field.name(), "list", "element") : List.of(field.name());
      chunk
          .integer(2, offset)
          .struct(
              3,
              column ->
                  column
                      .integer(1, ColumnType.physical(field.type()))
                      .integers(2, List.of(PLAIN, RLE))
                      .texts(3, path)
                      .integer(4, PageCompressor.CODEC)
                      .integer(5, values)
                      .integer(6, uncompressed)
                      .integer(7, compressed)
                      .integer(9, offset));
    }
  }

  private void addScalars(ColumnVector column, int rows) {
    pageValues += rows;
    boolean whole = column.hasNoNulls();
    if (whole) {
      definitions.add(1, rows);
    }
    Datatype datatype = field.type().datatype();
    for (int row = 0; row < rows; row++) {
      if (!whole) {
        boolean missing = column.isNull(row);
        definitions.add(missing ? 0 : 1, 1);
        if (missing) {
          continue;
        }
      }
      switch (datatype) {
        case BOOLEAN -> putBit(column.getBoolean(row));
        case UNSIGNED_BYTE, SHORT -> values.put((int) column.getShort(row));
        case INT -> values.put(column.getInt(row));
        case LONG -> values.put(column.getLong(row));
        case FLOAT -> values.put(column.getFloat(row));
        case DOUBLE -> values.put(column.getDouble(row));
        case CHAR, UNICODE_CHAR -> values.put(column.getString(row));
      }
    }
  }

  private void addArrays(ColumnVector column, int rows) {
    for (int row = 0; row < rows; row++) {
      repetitions.add(0, 1);
      if (column.isNull(row)) {
        definitions.add(0, 1);
        pageValues++;
        continue;
      }
      int length = addElements(column.getArray(row));
      if (length == 0) {
        definitions.add(1, 1);
        pageValues++;
      } else {
        definitions.add(2, length);
        pageValues += length;
        if (length > 1) {
          repetitions.add(1, length - 1);
        }
      }
    }
  }

  private int addElements(Object elements) {
    if (elements instanceof double[] numbers) {
      for (double number : numbers) {
        values.put(number);
      }
      return numbers.length;
    }
    if (elements instanceof float[] numbers) {
      for (float number : numbers) {
        values.put(number);
      }
      return numbers.length;
    }
    if (elements instanceof long[] numbers) {
      for (long number : numbers) {
        values.put(number);
      }
      return numbers.length;
    }
    if (elements instanceof int[] numbers) {
      for (int number : numbers) {
        values.put(number);
      }
      return numbers.length;
    }
    if (elements instanceof short[] numbers) {
      for (short number : numbers) {
        values.put((int) number);
      }
      return numbers.length;
    }
    boolean[] truths = (boolean[]) elements;
    for (boolean truth : truths) {
      putBit(truth);
    }
    return truths.length;
  }

  private void putBit(boolean value) {
    bits |= (value ? 1 : 0) << bitCount;
    bitCount++;
    if (bitCount == Byte.SIZE) {
      endBits();
    }
  }

  private void endBits() {
    values.put((byte) bits);
    bits = 0;
    bitCount = 0;
  }

  private void endPage() {
    if (bitCount > 0) {
      endBits();
    }
    page.clear();
    if (array) {
      repetitions.moveTo(page);
    }
    definitions.moveTo(page);
    page.put(values);
    values.clear();
    compressor.compress(page);
    int before = pages.size();
    Thrift.write(
        pages,
        header ->
            header
                .integer(1, 0)
                .integer(2, page.size())
                .integer(3, compressor.size())
                .struct(
                    5,
                    data ->
                        data.integer(1, pageValues)
                            .integer(2, PLAIN)
                            .integer(3, RLE)
                            .integer(4, RLE)));
    uncompressed += pages.size() - before + page.size();
    compressor.moveTo(pages);
    allValues += pageValues;
    pageValues = 0;
  }
}
