// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.FitsBytes;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HduKind;
import org.nasmyth.fits.MemorySource;
import org.nasmyth.fits.PixelRange;
import org.nasmyth.fits.tile.Tiles;

class CompressedCutTest {

  private final Tiles tiles;

  CompressedCutTest() throws Exception {
    tiles = new Tiles();
  }

  static Stream<String> names() throws Exception {
    return new Tiles().names().stream();
  }

  private static byte[] plain(MemorySource source, Box box, Checksums sums) throws Exception {
    try (FitsFile file = FitsFile.open(source)) {
      CutPlan plan = new CutPlan(file, sums).copy(file.hdu(0));
      return FitsBytes.written(plan.image(file.hdu(1), box, HeaderEdit.NONE).build());
    }
  }

  private static byte[] pixelsOf(byte[] file) throws Exception {
    try (FitsFile result = FitsFile.open(new MemorySource(file))) {
      Hdu hdu = result.hdu(1);
      return FitsBytes.part(file, hdu.dataPosition(), hdu.dataLength());
    }
  }

  private static List<Long> axes(byte[] file) throws Exception {
    try (FitsFile opened = FitsFile.open(new MemorySource(file))) {
      return opened.hdu(1).axes();
    }
  }

  private static Box whole(List<Long> axes) {
    return new Box(axes.stream().map(axis -> new PixelRange(1, axis)).toList());
  }

  /** The pixels of a box, taken out of all pixels one by one. */
  private static byte[] naive(byte[] pixels, List<Long> axes, Box box) {
    long count = axes.stream().reduce(1L, (a, b) -> a * b);
    int size = (int) (pixels.length / count);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int pixel = 0; pixel < count; pixel++) {
      long rest = pixel;
      boolean inside = true;
      for (int i = 0; i < axes.size(); i++) {
        long index = rest % axes.get(i) + 1;
        inside &= index >= box.axis(i).first() && index <= box.axis(i).last();
        rest /= axes.get(i);
      }
      if (inside) {
        out.write(pixels, pixel * size, size);
      }
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @MethodSource("names")
  void allPixelsAreThoseOfCfitsio(String name) throws Exception {
    byte[] file = tiles.file(name);
    byte[] result = plain(new MemorySource(file), whole(axes(file)), Checksums.WHERE_PRESENT);
    assertThat(pixelsOf(result)).isEqualTo(tiles.pixels(name));
  }

  @Property(tries = 500)
  void aBoxHasThePixelsOfTheWhole(@ForAll int choice, @ForAll long seed) throws Exception {
    List<String> names = tiles.names();
    String name = names.get(Math.floorMod(choice, names.size()));
    byte[] file = tiles.file(name);
    List<Long> axes = axes(file);
    Random random = new Random(seed);
    List<PixelRange> ranges = new ArrayList<>();
    for (long axis : axes) {
      long first = 1L + random.nextInt((int) axis);
      ranges.add(new PixelRange(first, first + random.nextInt((int) (axis - first) + 1)));
    }
    Box box = new Box(ranges);
    byte[] result = plain(new MemorySource(file, 500, random.nextInt(3000)), box, Checksums.ALWAYS);
    assertThat(pixelsOf(result)).as(name + box).isEqualTo(naive(tiles.pixels(name), axes, box));
    assertThat(FitsBytes.sum(result, 2880, result.length)).isEqualTo(0xFFFFFFFFL);
  }

  @Test
  void theHeaderIsThatOfTheImageWithoutCompression() throws Exception {
    byte[] result =
        plain(new MemorySource(tiles.file("f4-rice")), Box.of(11, 40, 3, 7), Checksums.NEVER);
    assertThat(FitsBytes.cards(result, 2880).stream().map(String::stripTrailing))
        .containsExactly(
            "XTENSION= 'IMAGE   '           / image extension",
            "BITPIX  =                  -32 / array data type",
            "NAXIS   =                    2 / number of array dimensions",
            "NAXIS1  =                   30",
            "NAXIS2  =                    5",
            "PCOUNT  =                    0 / number of parameters",
            "GCOUNT  =                    1 / number of groups",
            "CTYPE1  = 'RA---TAN'",
            "CRPIX1  =                 10.5",
            "HIERARCH ESO DET CHIP1 ID = 'CCD-50  '",
            "HISTORY Image was compressed by CFITSIO using scaled integer quantization:",
            "HISTORY   q = 4.000000 / quantized level scaling parameter",
            "HISTORY 'SUBTRACTIVE_DITHER_1' / Pixel Quantization Algorithm");
  }

  private static byte[] packed(byte[] bytes, Box box) throws Exception {
    try (FitsFile file = FitsFile.open(new MemorySource(bytes))) {
      CutPlan plan = new CutPlan(file, Checksums.ALWAYS).copy(file.hdu(0));
      return FitsBytes.written(
          plan.compressedImage(file.hdu(1), box, HeaderEdit.NONE, () -> false).build());
    }
  }

  @Property(tries = 300)
  void aBoxThatStaysCompressedHasTheSamePixels(@ForAll int choice, @ForAll long seed)
      throws Exception {
    List<String> names = tiles.names();
    String name = names.get(Math.floorMod(choice, names.size()));
    byte[] file = tiles.file(name);
    List<Long> axes = axes(file);
    Random random = new Random(seed);
    List<PixelRange> ranges = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      long tile = tileLength(file, i);
      long first = 1 + tile * random.nextInt((int) ((axes.get(i) - 1) / tile + 1));
      long last = first - 1 + tile * (1 + random.nextInt(4));
      // Every other box ends at the borders of tiles.
      boolean inside = random.nextBoolean() && first > 1;
      ranges.add(new PixelRange(inside ? first - 1 : first, Math.min(axes.get(i), last)));
    }
    Box box = new Box(ranges);
    byte[] result = packed(file, box);
    assertThat(FitsBytes.sum(result, 2880, result.length)).isEqualTo(0xFFFFFFFFL);
    assertThat(axes(result)).isEqualTo(ranges.stream().map(PixelRange::length).toList());
    byte[] unpacked = plain(new MemorySource(result), whole(axes(result)), Checksums.NEVER);
    assertThat(pixelsOf(unpacked)).as(name + box).isEqualTo(naive(tiles.pixels(name), axes, box));
  }

  private static long tileLength(byte[] file, int axis) throws Exception {
    try (FitsFile opened = FitsFile.open(new MemorySource(file))) {
      return Math.min(
          opened.hdu(1).axes().get(axis), opened.hdu(1).header().required("ZTILE" + (axis + 1)));
    }
  }

  @Test
  void tilesAreCopiedAsTheyAreWhereTheBoxEndsAtTheirBorders() throws Exception {
    byte[] result = packed(tiles.file("f4-rice"), Box.of(1, 43, 11, 20));
    try (FitsFile before = FitsFile.open(new MemorySource(tiles.file("f4-rice")));
        FitsFile after = FitsFile.open(new MemorySource(result))) {
      assertThat(after.hdu(1).header().text("ZCMPTYPE")).contains("RICE_1");
      assertThat(after.hdu(1).header().required("NAXIS2")).isEqualTo(10);
      assertThat(after.hdu(1).header().required("ZDITHER0"))
          .isEqualTo((before.hdu(1).header().required("ZDITHER0") + 9) % 10_000 + 1);
    }
  }

  @Test
  void onlyTheTilesThatTheBoxTouchesAreRead() throws Exception {
    byte[] file = tiles.file("i4-ricetiles");
    MemorySource source = new MemorySource(file, 1 << 20, 0);
    plain(source, Box.of(1, 5, 1, 5), Checksums.NEVER);
    try (FitsFile opened = FitsFile.open(new MemorySource(file))) {
      assertThat(opened.hdu(1).kind()).isEqualTo(HduKind.COMPRESSED_IMAGE);
      long data = opened.hdu(1).dataLength();
      // Both headers fit the first look ahead; of twelve tiles one is needed.
      assertThat(source.bytesRead()).isLessThan(2L * 23_040 + data / 4);
    }
  }

  @Test
  void anUnknownCompressionIsRefused() throws Exception {
    byte[] file = tiles.file("i2-rice");
    replace(file, "'RICE_1  '", "'BZIP2_1 '");
    assertThatThrownBy(() -> plain(new MemorySource(file), Box.of(1, 1, 1, 1), Checksums.NEVER))
        .isInstanceOf(FitsException.class)
        .hasMessageStartingWith("The compression is none of RICE_1, GZIP_1, GZIP_2")
        .hasMessageContaining("ZCMPTYPE= 'BZIP2_1 '");
  }

  private static void replace(byte[] file, String old, String other) {
    String text = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    byte[] bytes = other.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, file, text.indexOf(old), bytes.length);
  }
}
