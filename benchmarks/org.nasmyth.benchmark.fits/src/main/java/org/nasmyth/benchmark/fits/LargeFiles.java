// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.benchmark.fits;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes the files that are cut. Pixels of the large ones are holes, which read as zeros. */
final class LargeFiles {

  private static final int BLOCK = 2880;

  private final Path folder;

  LargeFiles(Path folder) {
    this.folder = folder;
  }

  /** 330 x 330 x 3681 in single precision, data and variance: 3.2 GB. */
  Path cube() throws IOException {
    return file("cube.fits", -32, 2, 330, 330, 3681);
  }

  /** 16384 x 16384 in single precision: 1 GB. */
  Path image() throws IOException {
    return file("image.fits", -32, 1, 16_384, 16_384);
  }

  private Path file(String name, int bitpix, int extensions, long... axes) throws IOException {
    Path path = folder.resolve(name);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(header(true, 8));
      long size = Math.abs(bitpix) / 8;
      for (long axis : axes) {
        size *= axis;
      }
      for (int i = 0; i < extensions; i++) {
        file.write(header(false, bitpix, axes));
        file.seek(file.getFilePointer() + (size + BLOCK - 1) / BLOCK * BLOCK);
      }
      file.setLength(file.getFilePointer());
    }
    return path;
  }

  /** 8192 x 8192 of noise around a level in 16 bits, for fpack. */
  Path noise() throws IOException {
    Path path = folder.resolve("noise.fits");
    int side = 8192;
    Random random = new Random(1);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(header(true, 8));
      file.write(header(false, 16, side, side));
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

  private static byte[] header(boolean primary, int bitpix, long... axes) {
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
    cards.add("END");
    StringBuilder text = new StringBuilder();
    cards.forEach(one -> text.append("%-80s".formatted(one)));
    return "%-2880s".formatted(text).getBytes(StandardCharsets.US_ASCII);
  }

  private static String card(String keyword, Object value) {
    return "%-8s= %20s".formatted(keyword, value);
  }
}
