// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.tile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.nasmyth.fits.ByteSource;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.Header;
import org.nasmyth.fits.table.Column;
import org.nasmyth.fits.table.Table;
import org.nasmyth.fits.table.Table.Extent;

/**
 * Fetches the compressed bytes of tiles, those ahead that lie near together at one go. Not for
 * several threads.
 */
final class TileStore implements AutoCloseable {

  private static final int MOST_AHEAD = 512;
  private static final long BYTES_AHEAD = 2 << 20;
  private static final long FEW_BYTES_AHEAD = 1 << 17;
  private static final long LARGEST = 1L << 28;

  private final TiledImage image;
  private final Table table;
  private final ByteSource source;
  private final TileSequence ahead;
  private final TileMemory memory;
  private final long bytesAhead;
  private final Map<Long, StoredTile> fetched = new HashMap<>();
  private final Optional<Column> compressed;
  private final Optional<Column> gzipped;
  private final Optional<Column> plain;
  private final Optional<Column> scale;
  private final Optional<Column> zero;
  private final Optional<Column> blank;
  private final OptionalDouble headerScale;
  private final OptionalDouble headerZero;
  private final OptionalLong headerBlank;

  /**
   * A store.
   *
   * @param image whose tiles are wanted
   * @param ahead the tiles in the order in which each is wanted for the first time
   * @param memory for what is read ahead; without any it is little
   */
  TileStore(TiledImage image, TileSequence ahead, TileMemory memory) throws FitsException {
    this.image = image;
    this.table = image.table();
    this.source = image.source();
    this.ahead = ahead;
    this.memory = memory;
    Header header = image.header();
    compressed = array("COMPRESSED_DATA");
    gzipped = array("GZIP_COMPRESSED_DATA");
    plain = array("UNCOMPRESSED_DATA");
    scale = image.column("ZSCALE");
    zero = image.column("ZZERO");
    blank = image.column("ZBLANK");
    headerScale = header.real("ZSCALE");
    headerZero = header.real("ZZERO");
    headerBlank = header.whole(header.has("ZBLANK") ? "ZBLANK" : "BLANK");
    if (compressed.isEmpty() && gzipped.isEmpty() && plain.isEmpty()) {
      throw new FitsException("The table has no column of compressed data.", header.place());
    }
    bytesAhead = memory.take(2 * BYTES_AHEAD) ? BYTES_AHEAD : FEW_BYTES_AHEAD;
  }

  @Override
  public void close() {
    fetched.clear();
    memory.giveBack(bytesAhead == BYTES_AHEAD ? 2 * BYTES_AHEAD : 0);
  }

  private Optional<Column> array(String name) {
    return image.column(name).filter(column -> column.width() > 0);
  }

  /** The bytes of a tile. */
  StoredTile fetch(long number) throws IOException {
    StoredTile known = fetched.remove(number);
    if (known != null) {
      return known;
    }
    // Where rows were left out, so are tiles.
    while (ahead.peek() >= 0 && ahead.peek() < number) {
      ahead.next();
    }
    if (ahead.peek() == number) {
      readAhead();
    } else {
      readTiles(List.of(number));
    }
    StoredTile read = fetched.remove(number);
    if (read == null) {
      throw new IllegalStateException("Tile %d was not read.".formatted(number));
    }
    return read;
  }

  private void readAhead() throws IOException {
    List<Long> numbers = new ArrayList<>();
    long average = Math.max(1, table.heapLength() / Math.max(1, table.rows()));
    long most = Math.max(1, Math.min(MOST_AHEAD, bytesAhead / average));
    while (numbers.size() < most && ahead.peek() >= 0) {
      numbers.add(ahead.next());
    }
    readTiles(numbers);
  }

  /** Where the bytes of a tile are, and what its row says of it. */
  private record Stored(
      long number,
      StoredTile.Form form,
      Extent extent,
      int length,
      double scale,
      double zero,
      OptionalInt blank) {

    long end() {
      return extent.position() + length;
    }
  }

  private void readTiles(List<Long> numbers) throws IOException {
    List<Stored> group = new ArrayList<>();
    for (Stored stored : rows(numbers)) {
      if (!group.isEmpty() && !near(group, stored)) {
        readGroup(group);
        group.clear();
      }
      group.add(stored);
    }
    readGroup(group);
  }

  private boolean near(List<Stored> group, Stored next) {
    long gap = next.extent().position() - group.get(group.size() - 1).end();
    return gap >= 0
        && (gap <= source.cheapGap() || gap <= next.length() / 4)
        && next.end() - group.get(0).extent().position() <= 2 * bytesAhead;
  }

  private void readGroup(List<Stored> group) throws IOException {
    long start = group.get(0).extent().position();
    long end = group.get(group.size() - 1).end();
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(end - start));
    source.readFully(start, bytes);
    for (Stored stored : group) {
      Compressed here =
          new Compressed(
              bytes.array(), (int) (stored.extent().position() - start), stored.length());
      fetched.put(
          stored.number(),
          new StoredTile(
              stored.number(), stored.form(), here, stored.scale(), stored.zero(), stored.blank()));
    }
  }

  /** Reads the rows of tiles, those that follow each other at one go. */
  private List<Stored> rows(List<Long> numbers) throws IOException {
    List<Stored> stored = new ArrayList<>();
    int rowLength = Math.toIntExact(table.rowLength());
    int from = 0;
    while (from < numbers.size()) {
      int to = from + 1;
      while (to < numbers.size() && numbers.get(to) == numbers.get(from) + (to - from)) {
        to++;
      }
      ByteBuffer rows = ByteBuffer.allocate(Math.multiplyExact(to - from, rowLength));
      source.readFully(table.rowPosition(numbers.get(from)), rows);
      for (int i = from; i < to; i++) {
        stored.add(stored(numbers.get(i), rows, (i - from) * rowLength));
      }
      from = to;
    }
    return stored;
  }

  private Stored stored(long number, ByteBuffer rows, int start) throws IOException {
    double tileScale = scale.isPresent() ? number(scale.get(), rows, start) : headerScale.orElse(1);
    double tileZero = zero.isPresent() ? number(zero.get(), rows, start) : headerZero.orElse(0);
    OptionalInt tileBlank =
        blank.isPresent()
            ? OptionalInt.of((int) number(blank.get(), rows, start))
            : headerBlank.isPresent()
                ? OptionalInt.of((int) headerBlank.getAsLong())
                : OptionalInt.empty();
    for (StoredTile.Form form : StoredTile.Form.values()) {
      Optional<Column> column = column(form);
      if (column.isPresent()) {
        Extent extent = extent(column.get(), rows, start, number);
        if (extent.count() > 0) {
          long length = Table.arrayLength(column.get(), extent.count());
          if (length > LARGEST) {
            throw new FitsException(
                "Tile %d has %d compressed bytes.".formatted(number + 1, length),
                image.header().place());
          }
          return new Stored(number, form, extent, (int) length, tileScale, tileZero, tileBlank);
        }
      }
    }
    throw new FitsException(
        "Tile %d has no bytes.".formatted(number + 1), image.header().place("ZIMAGE"));
  }

  private Optional<Column> column(StoredTile.Form form) {
    return switch (form) {
      case COMPRESSED -> compressed;
      case GZIPPED -> gzipped;
      case PLAIN -> plain;
    };
  }

  private Extent extent(Column column, ByteBuffer rows, int start, long number)
      throws FitsException {
    return column.variable()
        ? table.extent(column, rows, start + (int) column.offset(), number)
        : new Extent(column.repeat(), table.rowPosition(number) + column.offset());
  }

  private double number(Column column, ByteBuffer rows, int start) throws FitsException {
    int at = start + (int) column.offset();
    return switch (column.type()) {
      case 'D' -> rows.getDouble(at);
      case 'E' -> rows.getFloat(at);
      case 'J' -> rows.getInt(at);
      case 'I' -> rows.getShort(at);
      default ->
          throw new FitsException(
              "Column %s has no number.".formatted(column.name()),
              image.header().place("TFORM" + column.number()));
    };
  }
}
