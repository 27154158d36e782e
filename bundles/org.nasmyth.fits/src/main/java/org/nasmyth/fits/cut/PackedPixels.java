// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.tile.TileMemory;
import org.nasmyth.fits.tile.TileRows;
import org.nasmyth.fits.tile.TiledImage;

/**
 * The pixels of a box, compressed anew without loss: GZIP_2 in tiles of some rows. They are
 * compressed once to learn the lengths, and again when they are written, so that none of them has
 * to be kept.
 */
final class PackedPixels implements Data {

  /** Bytes that a tile should have at least, so that it is worth a descriptor. */
  private static final long TILE = 1 << 16;

  private final TiledImage image;
  private final Box box;
  private final TileMemory memory;
  private final int tileRows;
  private final List<Integer> lengths = new ArrayList<>();
  private final long heapLength;

  PackedPixels(TiledImage image, Box box, TileMemory memory, BooleanSupplier cancelled)
      throws IOException {
    this.image = image;
    this.box = box;
    this.memory = memory;
    long rowLength = box.axis(0).length() * image.pixelBytes();
    long second = box.axes().size() > 1 ? box.axis(1).length() : 1;
    this.tileRows = (int) Math.max(1, Math.min(second, TILE / rowLength));
    this.heapLength = measure(cancelled);
  }

  private long measure(BooleanSupplier cancelled) throws IOException {
    long sum = 0;
    try (Packer packer = new Packer()) {
      while (packer.hasNext()) {
        if (cancelled.getAsBoolean()) {
          throw new CancelledException(0, sum);
        }
        int length = packer.next().length;
        lengths.add(length);
        sum += length;
      }
    }
    return sum;
  }

  /** How many rows of the box a tile has. */
  int tileRows() {
    return tileRows;
  }

  /** How many tiles there are. */
  int tiles() {
    return lengths.size();
  }

  /** Bytes of all tiles. */
  long heapLength() {
    return heapLength;
  }

  /** Whether descriptors need 64 bits. */
  boolean wide() {
    return heapLength > Integer.MAX_VALUE;
  }

  /** Bytes of a row of the table. */
  int descriptorLength() {
    return wide() ? 2 * Long.BYTES : 2 * Integer.BYTES;
  }

  @Override
  public long length() {
    return (long) tiles() * descriptorLength() + heapLength;
  }

  @Override
  public void writeTo(Sink sink) throws IOException {
    ByteBuffer descriptors = ByteBuffer.allocate(Sink.CHUNK);
    long offset = 0;
    for (int length : lengths) {
      if (descriptors.remaining() < descriptorLength()) {
        sink.write(descriptors.flip());
        descriptors.clear();
      }
      if (wide()) {
        descriptors.putLong(length).putLong(offset);
      } else {
        descriptors.putInt(length).putInt((int) offset);
      }
      offset += length;
    }
    sink.write(descriptors.flip());
    try (Packer packer = new Packer()) {
      for (int length : lengths) {
        byte[] tile = packer.next();
        if (tile.length != length) {
          throw new FitsException(
              "The pixels are not those of a moment ago.", image.table().hdu().place());
        }
        sink.write(ByteBuffer.wrap(tile));
      }
    }
  }

  /** Compresses tile after tile. */
  private final class Packer implements AutoCloseable {

    private final TileRows rows = new TileRows(image, box, memory);
    private final ByteBuffer pixels =
        ByteBuffer.allocate(Math.toIntExact(tileRows * rows.rowLength()));
    private long left = secondAxis();

    Packer() throws FitsException {}

    private long secondAxis() {
      return box.axes().size() > 1 ? box.axis(1).length() : 1;
    }

    boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public void close() {
      rows.close();
    }

    byte[] next() throws IOException {
      pixels.clear();
      long count = Math.min(tileRows, left);
      for (long done = 0; done < count; ) {
        done += rows.next(pixels, count - done);
      }
      left = left == count ? secondAxis() : left - count;
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(shuffled(pixels.flip(), image.pixelBytes()));
      }
      return packed.toByteArray();
    }
  }

  /** The bytes sorted by their weight within a pixel. */
  private static byte[] shuffled(ByteBuffer pixels, int width) {
    int count = pixels.remaining() / width;
    byte[] sorted = new byte[count * width];
    for (int weight = 0; weight < width; weight++) {
      for (int i = 0; i < count; i++) {
        sorted[weight * count + i] = pixels.get(i * width + weight);
      }
    }
    return sorted;
  }
}
