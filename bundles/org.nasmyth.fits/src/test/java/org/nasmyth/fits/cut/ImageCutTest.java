// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.FitsBytes;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.MemorySource;
import org.nasmyth.fits.PixelRange;

class ImageCutTest {

  /** An image and a box in it. */
  record Case(int bitpix, List<Long> axes, Box box, long seed, int piece, int gap) {

    byte[] pixels() {
      long count = 1;
      for (long axis : axes) {
        count *= axis;
      }
      byte[] bytes = new byte[(int) count * Math.abs(bitpix) / 8];
      new Random(seed).nextBytes(bytes);
      return bytes;
    }

    /** Pixel by pixel, as slowly as it can be done. */
    byte[] naive() {
      byte[] pixels = pixels();
      int size = Math.abs(bitpix) / 8;
      java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
      for (int pixel = 0; pixel < pixels.length / size; pixel++) {
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

    MemorySource source(boolean primary, List<String> more) {
      FitsBytes file = new FitsBytes();
      if (!primary) {
        file.primary();
      }
      List<String> cards =
          new ArrayList<>(
              FitsBytes.imageCards(
                  primary, bitpix, axes.stream().mapToLong(Long::longValue).toArray()));
      cards.addAll(more);
      return new MemorySource(file.hdu(cards, pixels()).bytes(), piece, gap);
    }
  }

  @Provide
  static Arbitrary<Case> cases() {
    Arbitrary<List<Long>> shapes =
        Arbitraries.longs().between(1, 12).list().ofMinSize(1).ofMaxSize(4);
    return shapes.flatMap(
        axes ->
            Combinators.combine(
                    Arbitraries.of(8, 16, 32, 64, -32, -64),
                    box(axes),
                    Arbitraries.longs(),
                    Arbitraries.of(1, 7, 1000, Integer.MAX_VALUE),
                    Arbitraries.of(0, 1, 16, 4096))
                .as(
                    (bitpix, box, seed, piece, gap) ->
                        new Case(bitpix, axes, box, seed, piece, gap)));
  }

  private static Arbitrary<Box> box(List<Long> axes) {
    List<Arbitrary<PixelRange>> ranges = new ArrayList<>();
    for (long axis : axes) {
      ranges.add(
          Arbitraries.longs()
              .between(1, axis)
              .flatMap(
                  first ->
                      Arbitraries.longs()
                          .between(first, axis)
                          .map(last -> new PixelRange(first, last))));
    }
    return Combinators.combine(ranges).as(Box::new);
  }

  private static byte[] cut(Case given, MemorySource source, int number, Checksums sums)
      throws Exception {
    try (FitsFile file = FitsFile.open(source)) {
      CutPlan plan = new CutPlan(file, sums);
      for (int i = 0; i < number; i++) {
        plan.copy(file.hdu(i));
      }
      return FitsBytes.written(plan.image(file.hdu(number), given.box(), HeaderEdit.NONE).build());
    }
  }

  @Property
  void everyPixelOfABoxIsTheSourcesPixel(@ForAll("cases") Case given) throws Exception {
    byte[] result = cut(given, given.source(true, List.of()), 0, Checksums.WHERE_PRESENT);
    try (FitsFile file = FitsFile.open(new MemorySource(result))) {
      Hdu hdu = file.hdu(0);
      assertThat(hdu.axes())
          .containsExactlyElementsOf(given.box().axes().stream().map(PixelRange::length).toList());
      assertThat(FitsBytes.part(result, hdu.dataPosition(), hdu.dataLength()))
          .isEqualTo(given.naive());
      assertThat(result).hasSize((int) hdu.end());
    }
  }

  @Property(tries = 200)
  void sumsOfACutAreRight(@ForAll("cases") Case given) throws Exception {
    byte[] result = cut(given, given.source(false, List.of()), 1, Checksums.ALWAYS);
    try (FitsFile file = FitsFile.open(new MemorySource(result))) {
      Hdu hdu = file.hdu(1);
      assertThat(FitsBytes.sum(result, hdu.headerPosition(), hdu.end())).isEqualTo(0xFFFFFFFFL);
      assertThat(hdu.header().text("DATASUM"))
          .contains(Long.toString(FitsBytes.sum(result, hdu.dataPosition(), hdu.end())));
    }
  }

  @Property(tries = 200)
  void onlyCardsOfTheOriginChange(@ForAll("cases") Case given) throws Exception {
    List<String> odd =
        List.of(
            "BSCALE  = 1.5D0",
            "BZERO   =  32768 / odd   spacing",
            "BLANK   = -1",
            "HIERARCH ESO DET  OUT1 X=1",
            "CTYPE1  = 'RA---TAN-SIP'",
            "CRPIX1  = 100.25",
            "CRPIX1A = 7 / alternate",
            "LTV1    = 0.",
            "CCDSEC  = '[1:10,1:10]'",
            "A_2_0   = 1.5E-5",
            "COMMENT  odd \u00ff");
    byte[] result = cut(given, given.source(false, odd), 1, Checksums.WHERE_PRESENT);
    List<String> cards = FitsBytes.cards(result, 2880);
    long by = given.box().axis(0).first() - 1;
    for (String card : odd) {
      if (by != 0 && (card.startsWith("CRPIX1") || card.startsWith("LTV1"))) {
        assertThat(cards).doesNotContain("%-80s".formatted(card));
      } else {
        assertThat(cards).contains("%-80s".formatted(card));
      }
    }
    try (FitsFile file = FitsFile.open(new MemorySource(result))) {
      assertThat(file.hdu(1).header().real("CRPIX1")).hasValue(100.25 - by);
      assertThat(file.hdu(1).header().real("CRPIX1A")).hasValue(7.0 - by);
      assertThat(file.hdu(1).header().real("LTV1")).hasValue(0.0 - by);
    }
    assertThat(cards).hasSize(5 + given.axes().size() + odd.size());
  }

  @Test
  void aReferencePixelThatIsMissingIsZeroAndMovesToo() throws Exception {
    Case given = new Case(8, List.of(9L, 9L), Box.of(4, 6, 1, 9), 1, 100, 0);
    List<String> wcs = List.of("CTYPE1  = 'RA---TAN'", "CD2_1B  = 1.0", "CRVAL2  = 5.0");
    byte[] result = cut(given, given.source(false, wcs), 1, Checksums.NEVER);
    assertThat(FitsBytes.cards(result, 2880))
        .map(String::stripTrailing)
        .endsWith("CRPIX1  =                 -3.0", "CRPIX1B =                 -3.0");
  }

  @Test
  void aBandIsReadWithoutWhatLiesAround() throws Exception {
    Case band =
        new Case(-32, List.of(100L, 100L, 60L), Box.of(1, 100, 1, 100, 21, 30), 1, 1 << 20, 4096);
    assertReadPerSent(band, 1.01);
    Case image =
        new Case(-32, List.of(4000L, 300L), Box.of(1001, 2300, 101, 200), 1, 1 << 20, 4096);
    assertReadPerSent(image, 1.3);
  }

  private static void assertReadPerSent(Case given, double most) throws Exception {
    MemorySource source = given.source(true, List.of());
    byte[] result = cut(given, source, 0, Checksums.WHERE_PRESENT);
    assertThat((double) source.bytesRead()).isLessThan(most * result.length + 23_040);
  }

  @Test
  void rowsNearEachOtherAreReadAtOneGo() throws Exception {
    Case cube =
        new Case(-32, List.of(50L, 50L, 40L), Box.of(11, 20, 11, 20, 1, 40), 1, 1 << 20, 4096);
    MemorySource source = cube.source(true, List.of());
    cut(cube, source, 0, Checksums.WHERE_PRESENT);
    assertThat(source.reads()).isLessThan(50);
  }

  @Test
  void aBoxBeyondTheImageIsRefused() {
    Case given = new Case(8, List.of(9L, 9L), Box.of(4, 10, 1, 9), 1, 100, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cut(given, given.source(true, List.of()), 0, Checksums.NEVER))
        .withMessage("The box [4:10,1:9] is not within an image of axes [9, 9].");
    Case flat = new Case(8, List.of(9L, 9L), Box.of(4, 5), 1, 100, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cut(flat, flat.source(true, List.of()), 0, Checksums.NEVER));
  }
}
