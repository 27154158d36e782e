// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.tile;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.ByteSource;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.Header;
import org.nasmyth.fits.PixelRange;
import org.nasmyth.fits.table.Column;
import org.nasmyth.fits.table.Table;

/** What the header of a compressed image says: its axes, its tiles, and how they are compressed. */
public final class TiledImage {

  /** A tile is decoded as a whole. */
  private static final long MOST_PIXELS = 1 << 25;

  private static final int MOST_AXES = 16;

  private final ByteSource source;
  private final Hdu hdu;
  private final Table table;
  private final int bitpix;
  private final long[] axes;
  private final long[] tile;
  private final long[] tiles;
  private final TileDecoder decoder;

  private TiledImage(FitsFile file, Hdu hdu) throws FitsException {
    this.source = file.source();
    this.hdu = hdu;
    this.table = Table.of(file, hdu);
    this.bitpix = hdu.bitpix();
    List<Long> lengths = hdu.axes();
    if (lengths.isEmpty() || lengths.size() > MOST_AXES) {
      throw new FitsException(
          "ZNAXIS is not between 1 and %d.".formatted(MOST_AXES), hdu.header().place("ZNAXIS"));
    }
    this.axes = lengths.stream().mapToLong(Long::longValue).toArray();
    this.tile = new long[axes.length];
    this.tiles = new long[axes.length];
    countTiles();
    this.decoder = TileDecoder.of(this);
  }

  /**
   * Understands a compressed image.
   *
   * @param file that holds it
   * @param hdu the compressed image
   * @throws FitsException if its header is malformed
   */
  public static TiledImage of(FitsFile file, Hdu hdu) throws FitsException {
    return new TiledImage(file, hdu);
  }

  private void countTiles() throws FitsException {
    Header header = hdu.header();
    long rows = 1;
    long pixels = 1;
    for (int i = 0; i < axes.length; i++) {
      String keyword = "ZTILE" + (i + 1);
      long length = header.whole(keyword, i == 0 ? axes[0] : 1);
      if (axes[i] < 1 || length < 1) {
        throw new FitsException("A compressed image has an empty axis.", header.place(keyword));
      }
      tile[i] = Math.min(length, axes[i]);
      tiles[i] = (axes[i] - 1) / tile[i] + 1;
      if (tile[i] > MOST_PIXELS / pixels) {
        throw new FitsException(
            "Tiles of more than %d pixels are not read.".formatted(MOST_PIXELS),
            header.place(keyword));
      }
      pixels *= tile[i];
      rows = tiles[i] > table.rows() / rows ? -1 : rows * tiles[i];
      if (rows < 0) {
        break;
      }
    }
    if (rows != table.rows()) {
      throw new FitsException(
          "The table has %d rows, which is not the number of tiles.".formatted(table.rows()),
          header.place("NAXIS2"));
    }
  }

  ByteSource source() {
    return source;
  }

  Header header() {
    return hdu.header();
  }

  /** The table that holds the tiles. */
  public Table table() {
    return table;
  }

  /** ZBITPIX. */
  public int bitpix() {
    return bitpix;
  }

  /** Bytes of a pixel. */
  public int pixelBytes() {
    return Math.abs(bitpix) / 8;
  }

  TileDecoder decoder() {
    return decoder;
  }

  int dimensions() {
    return axes.length;
  }

  long axis(int i) {
    return axes[i];
  }

  long tile(int i) {
    return tile[i];
  }

  long tiles(int i) {
    return tiles[i];
  }

  /** The row of a tile in the table, from 0. */
  long number(long[] place) {
    long number = 0;
    for (int i = axes.length - 1; i >= 0; i--) {
      number = number * tiles[i] + place[i];
    }
    return number;
  }

  /**
   * The tiles of a box that ends at their borders and whose tiles can stand in a table of their
   * own.
   *
   * @param box within the image
   * @return rows of the table; empty if the box cuts tiles in two, or if dithered tiles would get
   *     other random numbers because they do not follow each other
   */
  public Optional<BitSet> wholeTiles(Box box) {
    for (int i = 0; i < axes.length; i++) {
      PixelRange range = box.axis(i);
      boolean ends = range.last() % tile[i] == 0 || range.last() == axes[i];
      if (!ends || (range.first() - 1) % tile[i] != 0) {
        return Optional.empty();
      }
    }
    BitSet rows = new BitSet();
    TileSequence sequence = new TileSequence(this, box);
    while (sequence.peek() >= 0) {
      rows.set((int) sequence.next());
    }
    boolean together = rows.cardinality() == rows.length() - rows.nextSetBit(0);
    return together || !decoder.dithered() ? Optional.of(rows) : Optional.empty();
  }

  /**
   * ZDITHER0 of a table that begins with another tile, so that each tile keeps its random numbers.
   *
   * @param first the tile, from 0
   * @throws FitsException if ZDITHER0 is no whole number
   */
  public long ditherOffset(int first) throws FitsException {
    return Math.floorMod(hdu.header().whole("ZDITHER0", 1) - 1 + first, (long) Dither.COUNT) + 1;
  }

  /** The length of a tile along an axis; the last one may be shorter. */
  long length(long place, int i) {
    return Math.min(tile[i], axes[i] - place * tile[i]);
  }

  /** A column of the table by its name. */
  Optional<Column> column(String name) {
    return table.column(name);
  }

  /** A parameter of the compression, ZNAMEn and ZVALn. */
  OptionalLong parameter(String name) throws FitsException {
    Header header = hdu.header();
    for (int n = 1; header.has("ZNAME" + n); n++) {
      if (header.text("ZNAME" + n).orElse("").toUpperCase(Locale.ROOT).equals(name)) {
        return header
            .decimal("ZVAL" + n)
            .map(v -> OptionalLong.of(v.longValue()))
            .orElseGet(OptionalLong::empty);
      }
    }
    return OptionalLong.empty();
  }
}
