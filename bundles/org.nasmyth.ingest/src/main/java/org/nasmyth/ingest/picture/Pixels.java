// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HduKind;
import org.nasmyth.fits.PixelRange;
import org.nasmyth.fits.cut.Checksums;
import org.nasmyth.fits.cut.CutPlan;
import org.nasmyth.fits.cut.HeaderEdit;
import org.nasmyth.ingest.content.MemorySource;

/**
 * Some of the pixels of an image, evenly spread: no more of the file is read than the rows that
 * they are in.
 */
final class Pixels {

  /** Pixels of a compressed image that are unpacked at once. */
  private static final long MOST_UNPACKED = 8_000_000;

  private static final int LONGEST_ROW = 1 << 20;

  private final FitsFile file;
  private final Hdu hdu;
  private final List<Long> axes;

  Pixels(FitsFile file, Hdu hdu) throws FitsException {
    this.file = file;
    this.hdu = hdu;
    this.axes = hdu.axes();
  }

  int width() {
    return Math.toIntExact(Math.min(Integer.MAX_VALUE, axes.get(0)));
  }

  int height() {
    return axes.size() < 2 ? 1 : Math.toIntExact(Math.min(Integer.MAX_VALUE, axes.get(1)));
  }

  int planes() {
    return axes.size() < 3 ? 1 : Math.toIntExact(Math.min(Integer.MAX_VALUE, axes.get(2)));
  }

  /**
   * Values of one plane.
   *
   * @param plane from 0, along the third axis; further axes are at their first pixel
   * @param columns which pixels of a row, from 0
   * @param rows which rows, from 0
   * @return NaN where a pixel is blank
   */
  float[][] read(int plane, int[] columns, int[] rows) throws IOException {
    if (width() > LONGEST_ROW) {
      throw new FitsException("Its rows are too long for a picture.", hdu.place());
    }
    if (hdu.kind() == HduKind.COMPRESSED_IMAGE) {
      return unpacked(plane, columns, rows);
    }
    float[][] values = new float[rows.length][];
    long rowBytes = (long) width() * (Math.abs(hdu.bitpix()) / 8);
    ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(rowBytes));
    for (int i = 0; i < rows.length; i++) {
      buffer.clear();
      file.source()
          .readFully(hdu.dataPosition() + ((long) plane * height() + rows[i]) * rowBytes, buffer);
      values[i] = values(buffer, columns);
    }
    return values;
  }

  private float[] values(ByteBuffer row, int[] columns) throws FitsException {
    float[] values = new float[columns.length];
    int bitpix = hdu.bitpix();
    long blank = hdu.header().whole("BLANK", Long.MIN_VALUE);
    double scale = hdu.header().real("BSCALE").orElse(1);
    double zero = hdu.header().real("BZERO").orElse(0);
    for (int i = 0; i < columns.length; i++) {
      int at = columns[i] * (Math.abs(bitpix) / 8);
      double stored =
          switch (bitpix) {
            case 8 -> row.get(at) & 0xFF;
            case 16 -> row.getShort(at);
            case 32 -> row.getInt(at);
            case 64 -> row.getLong(at);
            case -32 -> row.getFloat(at);
            default -> row.getDouble(at);
          };
      values[i] = bitpix > 0 && stored == blank ? Float.NaN : (float) (zero + scale * stored);
    }
    return values;
  }

  private float[][] unpacked(int plane, int[] columns, int[] rows) throws IOException {
    if ((long) width() * height() <= MOST_UNPACKED) {
      return unpack(plane, 0, height() - 1).read(0, columns, rows);
    }
    float[][] values = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      values[i] = unpack(plane, rows[i], rows[i]).read(0, columns, new int[] {0})[0];
    }
    return values;
  }

  /** Some rows of a plane as an image of their own, in memory. */
  private Pixels unpack(int plane, int firstRow, int lastRow) throws IOException {
    List<PixelRange> ranges = new ArrayList<>();
    for (int axis = 0; axis < axes.size(); axis++) {
      ranges.add(
          switch (axis) {
            case 0 -> new PixelRange(1, axes.get(0));
            case 1 -> new PixelRange(firstRow + 1L, lastRow + 1L);
            case 2 -> new PixelRange(plane + 1L, plane + 1L);
            default -> new PixelRange(1, 1);
          });
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new CutPlan(file, Checksums.NEVER)
        .emptied(file.hdu(0), HeaderEdit.NONE)
        .image(hdu, new Box(ranges), HeaderEdit.NONE)
        .build()
        .writeTo(Channels.newChannel(bytes), () -> false);
    FitsFile unpacked = FitsFile.open(new MemorySource(file.source().name(), bytes.toByteArray()));
    return new Pixels(unpacked, unpacked.hdu(1));
  }

  /** Numbers from 0, evenly spread. */
  static int[] spread(int length, int wanted) {
    int count = Math.min(length, wanted);
    int[] spread = new int[count];
    Arrays.setAll(spread, i -> (int) ((2L * i + 1) * length / (2L * count)));
    return spread;
  }
}
