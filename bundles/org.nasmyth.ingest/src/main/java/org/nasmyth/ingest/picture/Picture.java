// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HduKind;
import org.nasmyth.fits.table.Column;
import org.nasmyth.fits.table.Table;

/** Makes small PNG pictures. */
public final class Picture {

  private static final int SIZE = 256;
  private static final int MOST_PLANES = 8;
  private static final double BLACK = 0.01;
  private static final double WHITE = 0.995;
  private static final int INK = 40;
  private static final int PAPER = 255;

  private Picture() {}

  /**
   * A picture of an HDU: an image between two of its percentiles, a cube's mean over some planes, a
   * spectrum as a line.
   *
   * @return a PNG; empty if the HDU shows nothing
   * @throws IOException if it cannot be read
   */
  public static Optional<byte[]> of(FitsFile file, Hdu hdu) throws IOException {
    if (hdu.kind() == HduKind.BINARY_TABLE) {
      return table(file, hdu);
    }
    Pixels pixels = new Pixels(file, hdu);
    return pixels.height() == 1 ? line(pixels) : image(pixels);
  }

  private static Optional<byte[]> image(Pixels pixels) throws IOException {
    int longest = Math.max(pixels.width(), pixels.height());
    int[] columns = Pixels.spread(pixels.width(), side(pixels.width(), longest));
    int[] rows = Pixels.spread(pixels.height(), side(pixels.height(), longest));
    double[][] sums = new double[rows.length][columns.length];
    int[][] counts = new int[rows.length][columns.length];
    for (int plane : Pixels.spread(pixels.planes(), MOST_PLANES)) {
      float[][] values = pixels.read(plane, columns, rows);
      for (int y = 0; y < rows.length; y++) {
        for (int x = 0; x < columns.length; x++) {
          if (Float.isFinite(values[y][x])) {
            sums[y][x] += values[y][x];
            counts[y][x]++;
          }
        }
      }
    }
    double[] known =
        Arrays.stream(means(sums, counts))
            .flatMapToDouble(Arrays::stream)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (known.length == 0) {
      return Optional.empty();
    }
    double black = known[(int) (BLACK * (known.length - 1))];
    double white = known[(int) (WHITE * (known.length - 1))];
    BufferedImage picture =
        new BufferedImage(columns.length, rows.length, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < columns.length; x++) {
        double value = sums[y][x];
        double share = white > black ? (value - black) / (white - black) : 0.5;
        int grey =
            Double.isNaN(value)
                ? 0
                : (int) Math.round(255 * Math.sqrt(Math.max(0, Math.min(1, share))));
        // FITS counts rows from below.
        picture.getRaster().setSample(x, rows.length - 1 - y, 0, grey);
      }
    }
    return Optional.of(png(picture));
  }

  /** In place. */
  private static double[][] means(double[][] sums, int[][] counts) {
    for (int y = 0; y < sums.length; y++) {
      for (int x = 0; x < sums[y].length; x++) {
        sums[y][x] = counts[y][x] == 0 ? Double.NaN : sums[y][x] / counts[y][x];
      }
    }
    return sums;
  }

  private static int side(int length, int longest) {
    return longest <= SIZE
        ? length
        : Math.max(1, (int) Math.round((double) length * SIZE / longest));
  }

  private static Optional<byte[]> line(Pixels pixels) throws IOException {
    int[] all = new int[pixels.width()];
    Arrays.setAll(all, i -> i);
    float[] values = pixels.read(0, all, new int[] {0})[0];
    double[] flux = new double[values.length];
    Arrays.setAll(flux, i -> values[i]);
    return line(flux);
  }

  private static Optional<byte[]> table(FitsFile file, Hdu hdu) throws IOException {
    Table table = Table.of(file, hdu);
    for (Column column : table.columns()) {
      if (column.name().toUpperCase(Locale.ROOT).startsWith("FLUX") && column.repeat() > 1) {
        return line(table.numbers(0, column));
      }
    }
    return Optional.empty();
  }

  /** The lowest and highest value of each stretch, joined to those beside it. */
  private static Optional<byte[]> line(double[] flux) throws IOException {
    double[] known = Arrays.stream(flux).filter(Double::isFinite).sorted().toArray();
    if (known.length < 2) {
      return Optional.empty();
    }
    double low = known[(int) (BLACK * (known.length - 1))];
    double high = known[(int) (WHITE * (known.length - 1))];
    double span = high > low ? high - low : 1;
    BufferedImage picture = new BufferedImage(SIZE, SIZE / 2, BufferedImage.TYPE_BYTE_GRAY);
    int rows = picture.getHeight();
    int before = -1;
    for (int x = 0; x < SIZE; x++) {
      for (int y = 0; y < rows; y++) {
        picture.getRaster().setSample(x, y, 0, PAPER);
      }
      int top = rows;
      int bottom = -1;
      int from = (int) ((long) x * flux.length / SIZE);
      int to = Math.max(from + 1, (int) ((long) (x + 1) * flux.length / SIZE));
      for (int i = from; i < to; i++) {
        if (Double.isFinite(flux[i])) {
          double share = Math.max(0, Math.min(1, (flux[i] - low) / span));
          int y = rows - 1 - (int) Math.round(share * (rows - 1));
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
        }
      }
      if (bottom >= 0) {
        int start = before < 0 ? top : Math.min(top, before);
        int end = before < 0 ? bottom : Math.max(bottom, before);
        for (int y = start; y <= end; y++) {
          picture.getRaster().setSample(x, y, 0, INK);
        }
        before = (top + bottom) / 2;
      }
    }
    return Optional.of(png(picture));
  }

  private static byte[] png(BufferedImage picture) throws IOException {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("png");
    if (!writers.hasNext()) {
      throw new IOException("This Java cannot write PNG files.");
    }
    ImageWriter writer = writers.next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(picture);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
