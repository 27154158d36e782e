// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.FileSource;
import org.nasmyth.fits.FitsBytes;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HduKind;
import org.nasmyth.fits.MemorySource;
import org.nasmyth.fits.PixelRange;
import org.nasmyth.fits.Shared;

/** Public files of real instruments: what was not to change did not. */
class SampleFilesTest {

  private static final Set<String> OF_ORIGIN =
      Set.of("NAXIS", "CRPIX", "LTV", "PCOUNT", "THEAP", "CHECKSUM", "DATASUM");

  @TestFactory
  Stream<DynamicTest> filesOfInstruments() throws Exception {
    List<Path> samples = Shared.samples();
    Assumptions.assumeFalse(samples.isEmpty(), "no sample files");
    return samples.stream()
        .map(path -> DynamicTest.dynamicTest(path.getFileName().toString(), () -> check(path)));
  }

  private static void check(Path path) throws Exception {
    long seed = path.getFileName().toString().hashCode();
    Random random = new Random(seed);
    byte[] source = Files.readAllBytes(path);
    try (FitsFile file = FitsFile.open(FileSource.open(path))) {
      CutPlan copies = new CutPlan(file, Checksums.WHERE_PRESENT);
      for (Hdu hdu : file.hdus()) {
        copies.copy(hdu);
        for (int i = 0; i < 10; i++) {
          cut(file, hdu, random, source);
        }
      }
      byte[] copy = FitsBytes.written(copies.build());
      assertThat(copy).isEqualTo(FitsBytes.part(source, 0, copy.length));
    }
  }

  private static void cut(FitsFile file, Hdu hdu, Random random, byte[] source) throws Exception {
    CutPlan plan = new CutPlan(file, Checksums.WHERE_PRESENT);
    if (hdu.number() > 0) {
      plan.copy(file.hdu(0));
    }
    int number = Math.min(1, hdu.number());
    if (hdu.kind() == HduKind.BINARY_TABLE) {
      BitSet rows = new BitSet();
      long count = hdu.axes().get(1);
      random.ints(5, 0, (int) count).forEach(rows::set);
      byte[] result = FitsBytes.written(plan.rows(hdu, rows, HeaderEdit.NONE).build());
      compareCards(hdu, result, number);
    } else if (!hdu.axes().isEmpty()) {
      List<PixelRange> ranges = new ArrayList<>();
      for (long axis : hdu.axes()) {
        long first = 1 + (long) (random.nextDouble() * axis);
        ranges.add(
            new PixelRange(first, first + (long) (random.nextDouble() * (axis - first + 1))));
      }
      Box box = new Box(ranges);
      byte[] result = FitsBytes.written(plan.image(hdu, box, HeaderEdit.NONE).build());
      if (hdu.kind() == HduKind.IMAGE) {
        compareCards(hdu, result, number);
        comparePixels(hdu, box, source, result, number);
      }
    }
  }

  private static void compareCards(Hdu hdu, byte[] result, int number) throws Exception {
    try (FitsFile cut = FitsFile.open(new MemorySource(result))) {
      List<String> after = FitsBytes.cards(result, cut.hdu(number).headerPosition());
      Set<String> kept = new HashSet<>(after);
      hdu.header().cards().stream()
          .filter(card -> OF_ORIGIN.stream().noneMatch(card.keyword()::startsWith))
          .forEach(card -> assertThat(kept).contains(card.text()));
      if (cut.hdu(number).header().has("CHECKSUM")) {
        assertThat(FitsBytes.sum(result, cut.hdu(number).headerPosition(), cut.hdu(number).end()))
            .isEqualTo(0xFFFFFFFFL);
      }
    }
  }

  /** Each pixel of the cut is at its place in the source. */
  private static void comparePixels(Hdu hdu, Box box, byte[] source, byte[] result, int number)
      throws Exception {
    int size = Math.abs(hdu.bitpix()) / 8;
    try (FitsFile cut = FitsFile.open(new MemorySource(result))) {
      long at = cut.hdu(number).dataPosition();
      long count = cut.hdu(number).dataLength() / size;
      for (long pixel = 0; pixel < count; pixel++) {
        long rest = pixel;
        long place = 0;
        long stride = 1;
        for (int i = 0; i < box.axes().size(); i++) {
          place += (box.axis(i).first() - 1 + rest % box.axis(i).length()) * stride;
          rest /= box.axis(i).length();
          stride *= hdu.axes().get(i);
        }
        for (int b = 0; b < size; b++) {
          if (result[(int) (at + pixel * size + b)]
              != source[(int) (hdu.dataPosition() + place * size + b)]) {
            throw new AssertionError("Pixel %d of %s differs.".formatted(pixel, box));
          }
        }
      }
    }
  }
}
