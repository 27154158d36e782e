// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nasmyth.fits.FitsBytes.imageCards;
import static org.nasmyth.fits.FitsBytes.value;
import static org.nasmyth.fits.FitsBytes.written;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.FitsBytes;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.MemorySource;

/** Pixels that become blank on their way, and primary HDUs whose image is left out. */
class MaskedCutTest {

  private static final Box BOX = Box.of(3, 5, 2, 3, 1, 2);

  private static FitsFile cube(int bitpix, String... more) throws Exception {
    List<String> cards = new ArrayList<>(imageCards(true, bitpix, new long[] {6, 4, 2}));
    cards.addAll(List.of(more));
    ByteBuffer pixels = ByteBuffer.allocate(48 * Math.abs(bitpix) / 8);
    for (int i = 0; i < 48; i++) {
      if (bitpix == 16) {
        pixels.putShort((short) i);
      } else {
        pixels.putFloat(i);
      }
    }
    byte[] file = new FitsBytes().hdu(cards, pixels.array()).bytes();
    return FitsFile.open(new MemorySource(file));
  }

  /** Keeps the first and the last pixel of the plane of 3 by 2. */
  private static Optional<PlaneMask> corners() {
    BitSet kept = new BitSet();
    kept.set(0);
    kept.set(5);
    return Optional.of(new PlaneMask(0, 1, kept));
  }

  private static ByteBuffer cut(FitsFile file) throws Exception {
    byte[] bytes =
        written(
            new CutPlan(file, Checksums.NEVER)
                .image(file.hdu(0), BOX, corners(), HeaderEdit.NONE)
                .build());
    return ByteBuffer.wrap(bytes).position(bytes.length - 2880).slice();
  }

  @Test
  void each_plane_is_masked_alike_with_the_value_of_BLANK() throws Exception {
    ByteBuffer pixels = cut(cube(16, value("BLANK", -99)));
    short[] found = new short[12];
    pixels.asShortBuffer().get(found);
    assertThat(found).containsExactly(8, -99, -99, -99, -99, 16, 32, -99, -99, -99, -99, 40);
  }

  @Test
  void blank_floats_are_not_a_number() throws Exception {
    ByteBuffer pixels = cut(cube(-32));
    assertThat(pixels.getFloat(0)).isEqualTo(8);
    assertThat(pixels.getFloat(4)).isNaN();
    assertThat(pixels.getFloat(44)).isEqualTo(40);
  }

  @Test
  void whole_numbers_without_a_blank_value_cannot_be_masked() throws Exception {
    FitsFile file = cube(16);
    assertThat(PlaneMask.applies(file.hdu(0))).isFalse();
    assertThatThrownBy(() -> cut(file))
        .isInstanceOf(FitsException.class)
        .hasMessageContaining("BLANK");
  }

  @Test
  void a_primary_hdu_without_its_image_keeps_the_other_cards() throws Exception {
    FitsFile file = cube(16, value("BZERO", 7), "OBJECT  = 'a star  '");
    byte[] bytes =
        written(new CutPlan(file, Checksums.NEVER).emptied(file.hdu(0), HeaderEdit.NONE).build());
    Hdu left = FitsFile.open(new MemorySource(bytes)).hdu(0);
    assertThat(left.axes()).isEmpty();
    assertThat(left.dataLength()).isZero();
    assertThat(left.header().text("OBJECT")).hasValue("a star");
    assertThat(left.header().has("BZERO")).isFalse();
  }
}
