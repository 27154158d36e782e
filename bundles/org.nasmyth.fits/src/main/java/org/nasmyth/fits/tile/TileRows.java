// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.tile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.FitsException;

/**
 * The rows of a box of a compressed image, one after the other. Decodes the tiles that the box
 * touches, and of these no more than it needs. Keeps tiles higher than a row until their last one,
 * so that they are decoded once, as far as there is memory for it; others are decoded anew for each
 * call. Not for several threads.
 */
public final class TileRows implements AutoCloseable {

  /**
   * What is needed to decode a pixel besides its own bytes: a whole number, and compressed bytes.
   */
  private static final int BESIDES = 8;

  private final TiledImage image;
  private final Box box;
  private final TileMemory memory;
  private final TileStore store;
  private final long[] row;
  private final int width;
  private final long room;
  private final Map<Long, Pixels> kept = new HashMap<>();
  private long keptBytes;
  private boolean ended;

  /** The pixels of a tile, as far as they are wanted. */
  private static final class Pixels {

    private final byte[] bytes;
    private final long[] lengths;

    Pixels(byte[] bytes, long[] lengths) {
      this.bytes = bytes;
      this.lengths = lengths;
    }
  }

  /**
   * Begins with the first row.
   *
   * @param image whose pixels are wanted
   * @param box within the image
   * @param memory for tiles; shared with others
   * @throws FitsException if the table cannot hold an image
   */
  public TileRows(TiledImage image, Box box, TileMemory memory) throws FitsException {
    this.image = image;
    this.box = box;
    this.memory = memory;
    this.store = new TileStore(image, new TileSequence(image, box), memory);
    this.width = image.pixelBytes();
    this.row = new long[image.dimensions()];
    for (int i = 0; i < row.length; i++) {
      row[i] = box.axis(i).first() - 1;
    }
    long one = wholeTile();
    this.room = memory.takeForTiles(one * openTiles(), one);
  }

  private long wholeTile() {
    long bytes = width;
    for (int i = 0; i < row.length; i++) {
      bytes *= image.tile(i);
    }
    return bytes;
  }

  /** How many tiles have to be kept so that each is decoded once. */
  private long openTiles() {
    long touched = 1;
    long open = 0;
    for (int i = 0; i < row.length; i++) {
      open = i > 0 && image.tile(i) > 1 && box.axis(i).length() > 1 ? touched : open;
      long first = (box.axis(i).first() - 1) / image.tile(i);
      touched *= (box.axis(i).last() - 1) / image.tile(i) - first + 1;
    }
    return open;
  }

  /** Gives back what tiles were kept in. */
  @Override
  public void close() {
    kept.clear();
    memory.giveBack(room);
    store.close();
  }

  /** Bytes of a row. */
  public long rowLength() {
    return box.axis(0).length() * width;
  }

  /** Whether there is another row. */
  public boolean hasNext() {
    return !ended;
  }

  /**
   * Appends rows: as many as there is room for and are in the same plane of the box.
   *
   * @param out has room for at least one
   * @param most how many rows are wanted, at least 1
   * @return how many there are
   * @throws FitsException if a tile is malformed
   * @throws IOException if the file cannot be read
   */
  public int next(ByteBuffer out, long most) throws IOException {
    boolean planes = row.length > 1;
    long y = planes ? row[1] : 0;
    long room = Math.min(most, out.remaining() / rowLength());
    int rows = (int) Math.min(room, planes ? box.axis(1).last() - y : 1);
    int start = out.position();
    long[] place = new long[row.length];
    for (int i = 1; i < row.length; i++) {
      place[i] = row[i] / image.tile(i);
    }
    for (long from = y; from < y + rows; ) {
      long until = y + rows;
      if (planes) {
        place[1] = from / image.tile(1);
        until = Math.min(until, (place[1] + 1) * image.tile(1));
      }
      appendTiles(place, from, until, out, start + (int) ((from - y) * rowLength()));
      from = until;
    }
    out.position(start + (int) (rows * rowLength()));
    advance(rows);
    return rows;
  }

  /**
   * Puts some rows of all tiles beside each other where they belong.
   *
   * @param place of the tiles, but for the first axis
   * @param from the first row along the second axis
   * @param until the row behind the last
   * @param at where the first row begins
   */
  private void appendTiles(long[] place, long from, long until, ByteBuffer out, int at)
      throws IOException {
    boolean last = areLastRows(place, until);
    long first = box.axis(0).first() - 1;
    long end = box.axis(0).last();
    for (long x = first; x < end; ) {
      place[0] = x / image.tile(0);
      long next = Math.min(end, (place[0] + 1) * image.tile(0));
      Pixels tile = pixels(place);
      long index = 0;
      for (int i = row.length - 1; i >= 1; i--) {
        long here = i == 1 ? from : row[i];
        index = (index + here - place[i] * image.tile(i)) * tile.lengths[i - 1];
      }
      index += x - place[0] * image.tile(0);
      int to = at + (int) ((x - first) * width);
      for (long y = from; y < until; y++) {
        out.put(to, tile.bytes, (int) (index * width), (int) ((next - x) * width));
        index += tile.lengths[0];
        to += (int) rowLength();
      }
      if (last) {
        forget(place);
      }
      x = next;
    }
  }

  /** Whether the tiles of these rows have no further row in the box. */
  private boolean areLastRows(long[] place, long until) {
    for (int i = 1; i < row.length; i++) {
      long behind = i == 1 ? until : row[i] + 1;
      if (behind < Math.min((place[i] + 1) * image.tile(i), box.axis(i).last())) {
        return false;
      }
    }
    return true;
  }

  private void forget(long[] place) {
    Pixels gone = kept.remove(image.number(place));
    keptBytes -= gone == null ? 0 : gone.bytes.length;
  }

  private void advance(int rows) {
    long step = rows;
    for (int i = 1; i < row.length; i++) {
      row[i] += step;
      if (row[i] < box.axis(i).last()) {
        return;
      }
      step = 1;
      row[i] = box.axis(i).first() - 1;
    }
    ended = true;
  }

  /**
   * Leaves rows out.
   *
   * @param count fewer than there are left
   */
  public void skip(long count) {
    long left = count;
    for (int i = 1; i < row.length; i++) {
      long first = box.axis(i).first() - 1;
      long at = row[i] - first + left;
      row[i] = first + at % box.axis(i).length();
      left = at / box.axis(i).length();
    }
  }

  private Pixels pixels(long[] place) throws IOException {
    long number = image.number(place);
    Pixels known = kept.get(number);
    if (known != null) {
      return known;
    }
    long moment = moment(place);
    memory.begin(moment);
    try {
      Pixels decoded = decode(place, store.fetch(number));
      if (keptBytes + decoded.bytes.length <= room) {
        kept.put(number, decoded);
        keptBytes += decoded.bytes.length;
      }
      return decoded;
    } finally {
      memory.end(moment);
    }
  }

  /** What it takes to decode a tile. */
  private long moment(long[] place) {
    long pixels = 1;
    for (int i = 0; i < row.length; i++) {
      pixels *= image.length(place[i], i);
    }
    return pixels * (width + BESIDES);
  }

  private Pixels decode(long[] place, StoredTile tile) throws FitsException {
    int dimensions = row.length;
    long[] lengths = new long[dimensions];
    long pixels = 1;
    long from = 0;
    long to = 0;
    for (int i = dimensions - 1; i >= 0; i--) {
      lengths[i] = image.length(place[i], i);
      pixels *= lengths[i];
      long start = place[i] * image.tile(i);
      from = from * lengths[i] + Math.max(0, box.axis(i).first() - 1 - start);
      to = to * lengths[i] + Math.min(lengths[i], box.axis(i).last() - start) - 1;
    }
    byte[] bytes = image.decoder().decode(tile, (int) pixels, (int) from, (int) to + 1);
    return new Pixels(bytes, lengths);
  }
}
