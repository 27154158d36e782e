// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.benchmark.fits;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.nasmyth.fits.Box;

/** Makes the files that are cut. Pixels of the large ones are holes, which read as zeros. */
final class LargeFiles {

  static final double RIGHT_ASCENSION = 150.0;
  static final double DECLINATION = 2.0;

  /** Degrees. */
  static final double PIXEL = 0.2 / 3600;

  /** Of the first plane, in air, in Ångström. */
  static final double FIRST_WAVELENGTH = 4750.0;

  static final double WAVELENGTH_STEP = 1.25;

  private static final int BLOCK = 2880;

  private static final int SIDE = 8192;

  private final Path folder;
  private final int divisor;

  /**
   * Files in a folder.
   *
   * @param divisor what the axes are divided by
   */
  LargeFiles(Path folder, int divisor) {
    this.folder = folder;
    this.divisor = divisor;
  }

  private long[] divided(long... axes) {
    return Arrays.stream(axes).map(axis -> axis / divisor).toArray();
  }

  /** A box whose ends are divided alike. */
  private Box box(long... ends) {
    long[] divided = ends.clone();
    for (int i = 0; i < ends.length; i += 2) {
      divided[i] = (ends[i] - 1) / divisor + 1;
      divided[i + 1] = ends[i + 1] / divisor;
    }
    return Box.of(divided);
  }

  long[] cubeAxes() {
    return divided(330, 330, 3681);
  }

  /** All planes of a square of the cube. */
  Box square() {
    return box(101, 204, 101, 204, 1, 3681);
  }

  /** Some planes of the cube. */
  Box planes() {
    return box(1, 330, 1, 330, 1001, 1368);
  }

  /** A MUSE-like cube in single precision, data and variance: 3.2 GB. */
  Path cube() throws IOException {
    return file("cube.fits", false, 2, cubeAxes());
  }

  /** The same with sums, which stand before the data that they are of. */
  Path summedCube() throws IOException {
    return file("sums.fits", true, 2, cubeAxes());
  }

  /** As many planes as a request has memory to keep. */
  Box fewPlanes() {
    return box(1, 330, 1, 330, 1001, 1030);
  }

  long[] imageAxes() {
    return divided(16_384, 16_384);
  }

  Box part() {
    return box(5001, 10_181, 5001, 10_181);
  }

  /** An image in single precision: 1 GB. */
  Path image() throws IOException {
    return file("image.fits", false, 1, imageAxes());
  }

  /** The same with sums. */
  Path summedImage() throws IOException {
    return file("summed-image.fits", true, 1, imageAxes());
  }

  long[] noiseAxes() {
    return divided(SIDE, SIDE);
  }

  Box noisePart() {
    return box(1501, 6681, 1501, 6681);
  }

  private Path file(String name, boolean sums, int extensions, long... axes) throws IOException {
    Path path = folder.resolve(name);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(header(true, 8, sums));
      long size = Float.BYTES;
      for (long axis : axes) {
        size *= axis;
      }
      for (int i = 0; i < extensions; i++) {
        file.write(header(false, -32, sums, axes));
        file.seek(file.getFilePointer() + (size + BLOCK - 1) / BLOCK * BLOCK);
      }
      file.setLength(file.getFilePointer());
    }
    return path;
  }

  /** Noise around a level in 16 bits, for fpack. */
  Path noise() throws IOException {
    Path path = folder.resolve("noise.fits");
    int side = SIDE / divisor;
    Random random = new Random(1);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(header(true, 8, false));
      file.write(header(false, 16, false, side, side));
      byte[] row = new byte[2 * side];
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          int value = 1000 + (int) (20 * random.nextGaussian());
          row[2 * x] = (byte) (value >> 8);
          row[2 * x + 1] = (byte) value;
        }
        file.write(row);
      }
      long length = file.getFilePointer();
      file.setLength((length + BLOCK - 1) / BLOCK * BLOCK);
    }
    return path;
  }

  /** A tangential sky of 0.2 arcseconds a pixel, and wavelengths in air along a third axis. */
  private static List<String> coordinates(long... axes) {
    List<String> cards = new ArrayList<>();
    if (axes.length < 2) {
      return cards;
    }
    cards.add("CTYPE1  = 'RA---TAN'");
    cards.add("CTYPE2  = 'DEC--TAN'");
    cards.add(card("CRVAL1", RIGHT_ASCENSION));
    cards.add(card("CRVAL2", DECLINATION));
    cards.add(card("CRPIX1", axes[0] / 2.0));
    cards.add(card("CRPIX2", axes[1] / 2.0));
    cards.add(card("CD1_1", -PIXEL));
    cards.add(card("CD2_2", PIXEL));
    cards.add("RADESYS = 'ICRS    '");
    if (axes.length > 2) {
      cards.add("CTYPE3  = 'AWAV    '");
      cards.add("CUNIT3  = 'Angstrom'");
      cards.add(card("CRVAL3", FIRST_WAVELENGTH));
      cards.add(card("CRPIX3", 1.0));
      cards.add(card("CD3_3", WAVELENGTH_STEP));
    }
    return cards;
  }

  private static byte[] header(boolean primary, int bitpix, boolean sums, long... axes) {
    List<String> cards = new ArrayList<>();
    cards.add(primary ? card("SIMPLE", "T") : "XTENSION= 'IMAGE   '");
    cards.add(card("BITPIX", bitpix));
    cards.add(card("NAXIS", axes.length));
    for (int i = 0; i < axes.length; i++) {
      cards.add(card("NAXIS" + (i + 1), axes[i]));
    }
    if (!primary) {
      cards.add(card("PCOUNT", 0));
      cards.add(card("GCOUNT", 1));
    }
    cards.addAll(coordinates(axes));
    if (sums) {
      cards.add("CHECKSUM= '0000000000000000'");
      cards.add("DATASUM = '0       '");
    }
    cards.add("END");
    StringBuilder text = new StringBuilder();
    cards.forEach(one -> text.append("%-80s".formatted(one)));
    return "%-2880s".formatted(text).getBytes(StandardCharsets.US_ASCII);
  }

  private static String card(String keyword, Object value) {
    return "%-8s= %20s".formatted(keyword, value);
  }
}
