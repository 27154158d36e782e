// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.tile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.FitsException;

/**
 * The rows of a box of a compressed image, one after the other. Decodes the tiles that the box
 * touches, and of these no more than it needs. Keeps decoded tiles until their last row, but at
 * most 32 MB of them, so that tiles higher than a row are decoded once. Not for several threads.
 */
public final class TileRows {

  private static final long KEPT = 32 << 20;

  private final TiledImage image;
  private final Box box;
  private final TileStore store;
  private final long[] row;
  private final int width;
  private final Map<Long, Pixels> kept = new LinkedHashMap<>(16, 0.75f, true);
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
   * @throws FitsException if the table cannot hold an image
   */
  public TileRows(TiledImage image, Box box) throws FitsException {
    this.image = image;
    this.box = box;
    this.store = new TileStore(image, new TileSequence(image, box));
    this.width = image.pixelBytes();
    this.row = new long[image.dimensions()];
    for (int i = 0; i < row.length; i++) {
      row[i] = box.axis(i).first() - 1;
    }
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
   * Appends the next row.
   *
   * @param out has room for it
   * @throws FitsException if a tile is malformed
   * @throws IOException if the file cannot be read
   */
  public void next(ByteBuffer out) throws IOException {
    long end = box.axis(0).last();
    long[] place = new long[row.length];
    for (int i = 1; i < row.length; i++) {
      place[i] = row[i] / image.tile(i);
    }
    boolean last = isLastRow(place);
    for (long x = box.axis(0).first() - 1; x < end; ) {
      place[0] = x / image.tile(0);
      long until = Math.min(end, (place[0] + 1) * image.tile(0));
      Pixels tile = pixels(place);
      long index = 0;
      for (int i = row.length - 1; i >= 1; i--) {
        index = (index + row[i] - place[i] * image.tile(i)) * tile.lengths[i - 1];
      }
      index += x - place[0] * image.tile(0);
      out.put(tile.bytes, (int) (index * width), (int) ((until - x) * width));
      if (last) {
        forget(place);
      }
      x = until;
    }
    advance();
  }

  /** Whether the tiles of this row have no further row in the box. */
  private boolean isLastRow(long[] place) {
    for (int i = 1; i < row.length; i++) {
      if (row[i] + 1 < Math.min((place[i] + 1) * image.tile(i), box.axis(i).last())) {
        return false;
      }
    }
    return true;
  }

  private void forget(long[] place) {
    Pixels gone = kept.remove(image.number(place));
    keptBytes -= gone == null ? 0 : gone.bytes.length;
  }

  private void advance() {
    for (int i = 1; i < row.length; i++) {
      if (++row[i] < box.axis(i).last()) {
        return;
      }
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
    Pixels decoded = decode(place, store.fetch(number));
    kept.put(number, decoded);
    keptBytes += decoded.bytes.length;
    var oldest = kept.values().iterator();
    while (keptBytes > KEPT && kept.size() > 1) {
      keptBytes -= oldest.next().bytes.length;
      oldest.remove();
    }
    return decoded;
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
