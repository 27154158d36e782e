// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.nasmyth.fits.FitsBytes;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.MemorySource;
import org.nasmyth.fits.PixelRange;
import org.nasmyth.fits.table.Column;
import org.nasmyth.fits.table.Table;

class SpectrumCutTest {

  private static final int ROWS = 2;

  /** WAVE as D, a name, FLUX as E, a flag of one element, and QUAL as J in the heap. */
  private static byte[] spectrum(int elements) {
    int row = elements * 8 + 4 + elements * 4 + 4 + 8;
    ByteBuffer data = ByteBuffer.allocate(ROWS * (row + elements * 4));
    for (int r = 0; r < ROWS; r++) {
      for (int i = 0; i < elements; i++) {
        data.putDouble(1000 * r + i);
      }
      data.putInt(0x41424344);
      for (int i = 0; i < elements; i++) {
        data.putFloat(-1000 * r - i);
      }
      data.putInt(42 + r);
      data.putInt(elements).putInt(r * elements * 4);
    }
    for (int i = 0; i < ROWS * elements; i++) {
      data.putInt(i);
    }
    List<String> cards =
        new ArrayList<>(
            FitsBytes.tableCards(
                row, ROWS, 4L * ROWS * elements, elements + "D", "4A", elements + "E", "J", "PJ"));
    cards.add("TDIM1   = '(%d)' / dimensions".formatted(elements));
    cards.add(FitsBytes.value("NELEM", elements));
    cards.add("TDMIN1  = 3.5");
    return new FitsBytes().primary().hdu(cards, data.array()).bytes();
  }

  private static byte[] cut(byte[] bytes, int first, int last) throws Exception {
    try (FitsFile file = FitsFile.open(new MemorySource(bytes))) {
      CutPlan plan = new CutPlan(file, Checksums.NEVER).copy(file.hdu(0));
      PixelRange range = new PixelRange(first, last);
      return FitsBytes.written(
          plan.elements(file.hdu(1), range, header -> header.set("TDMIN1", "x")).build());
    }
  }

  @Property(tries = 300)
  void allArraysOfASpectrumAreCutAlike(
      @ForAll @IntRange(min = 2, max = 50) int elements,
      @ForAll @IntRange(max = 49) int from,
      @ForAll @IntRange(max = 49) int more)
      throws Exception {
    int first = Math.min(from, elements - 1) + 1;
    int last = Math.min(elements, first + more);
    byte[] result = cut(spectrum(elements), first, last);
    int kept = last - first + 1;
    try (FitsFile file = FitsFile.open(new MemorySource(result))) {
      Table table = Table.of(file, file.hdu(1));
      assertThat(file.hdu(1).header().whole("NELEM")).hasValue(kept);
      assertThat(file.hdu(1).header().text("TDIM1")).contains("(" + kept + ")");
      assertThat(file.hdu(1).header().text("TDMIN1")).contains("x");
      Column wave = table.columns().get(0);
      Column flag = table.columns().get(3);
      for (int row = 0; row < ROWS; row++) {
        double start = 1000.0 * row + first - 1;
        assertThat(table.numbers(row, wave))
            .hasSize(kept)
            .startsWith(start)
            .endsWith(start + kept - 1);
        assertThat(table.numbers(row, table.columns().get(2))).hasSize(kept).startsWith(0 - start);
        assertThat(table.numbers(row, flag)).containsExactly(42.0 + row);
        assertThat(table.numbers(row, table.columns().get(4)))
            .hasSize(kept)
            .startsWith((double) row * elements + first - 1);
      }
      assertThat(file.hdu(1).complete()).isTrue();
      assertThat(table.heapLength()).isEqualTo(4L * ROWS * kept);
    }
  }

  @Test
  void elementsBeyondTheArraysAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cut(spectrum(10), 5, 11))
        .withMessage("Elements 5 to 11 are not within arrays of 10.");
  }

  @Test
  void aTableWithoutArraysIsNoSpectrum() {
    byte[] bytes =
        new FitsBytes().primary().hdu(FitsBytes.tableCards(4, 1, 0, "J"), new byte[4]).bytes();
    assertThatThrownBy(() -> cut(bytes, 1, 1))
        .isInstanceOf(FitsException.class)
        .hasMessageStartingWith("No column of this table is an array.");
  }
}
