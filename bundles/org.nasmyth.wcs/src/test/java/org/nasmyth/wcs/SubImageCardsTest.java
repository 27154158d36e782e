// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nasmyth.wcs.Headers.header;
import static org.nasmyth.wcs.Headers.image;
import static org.nasmyth.wcs.Headers.with;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubImageCardsTest {
  @Test
  void only_the_reference_pixels_and_the_sizes_change() {
    Map<String, String> header =
        with(
            image("TAN-SIP", 10.0, 20.0, 0.001, 100, 80),
            "CRPIX1",
            "40.25",
            "CRPIX2",
            "4000.",
            "CRPIX1P",
            "1.0",
            "LTV2",
            "-12.5",
            "A_ORDER",
            2,
            "B_ORDER",
            2,
            "A_2_0",
            1e-5);
    assertThat(
            SubImageCards.changes(
                Cards.of(header), List.of(new PixelRange(11, 30), new PixelRange(21, 80))))
        .containsOnly(
            Map.entry("NAXIS1", "20"),
            Map.entry("NAXIS2", "60"),
            Map.entry("CRPIX1", "30.25"),
            Map.entry("CRPIX2", "3980.0"),
            Map.entry("CRPIX1P", "-9.0"),
            Map.entry("CRPIX2P", "-20.0"),
            Map.entry("LTV2", "-32.5"));
  }

  @Test
  void a_cut_of_all_pixels_changes_nothing() {
    Map<String, String> header = image("TAN", 10.0, 20.0, 0.001, 100, 80);
    assertThat(
            SubImageCards.changes(
                Cards.of(header), List.of(new PixelRange(1, 100), new PixelRange(1, 80))))
        .isEmpty();
  }

  @Test
  void digits_are_kept_and_exponents_are_read() {
    Map<String, String> header = header("NAXIS", 1, "NAXIS1", 9, "CRPIX1", "4.00012345678901D+01");
    assertThat(SubImageCards.changes(Cards.of(header), List.of(new PixelRange(2, 9))))
        .containsEntry("CRPIX1", "39.0012345678901");
    assertThatThrownBy(
            () ->
                SubImageCards.changes(
                    Cards.of(with(header, "CRPIX1", "middle")), List.of(new PixelRange(2, 9))))
        .isInstanceOf(WcsException.class)
        .hasMessage("CRPIX1 = 'middle' is not a number.");
  }

  @Test
  void the_part_has_the_same_sky_as_the_whole() {
    for (ReferenceCase reference : ReferenceCase.committed()) {
      Wcs whole = Wcs.read(reference.cards(), ' ', reference.tables());
      long[] shape = whole.shape();
      List<PixelRange> kept = new ArrayList<>();
      for (long length : shape) {
        long first = length > 10 ? length / 3 : 1;
        kept.add(new PixelRange(first, Math.max(first, length - length / 4)));
      }
      Map<String, String> changed = new HashMap<>(SubImageCards.changes(reference.cards(), kept));
      Wcs part =
          Wcs.read(
              keyword -> changed.getOrDefault(keyword, reference.cards().value(keyword)),
              ' ',
              moved(reference.tables(), kept));
      double[] world = new double[whole.size()];
      double[] partWorld = new double[whole.size()];
      for (double[] pixel : reference.pixels()) {
        double[] moved = pixel.clone();
        for (int j = 0; j < moved.length; j++) {
          moved[j] -= kept.get(j).first() - 1;
        }
        whole.pixelToWorld(pixel, world, 1);
        part.pixelToWorld(moved, partWorld, 1);
        for (int i = 0; i < world.length; i++) {
          if (!Double.isNaN(world[i])) {
            assertThat(partWorld[i])
                .as(reference.name())
                .isCloseTo(world[i], within(allowed(whole, i, world)));
          }
        }
      }
    }
  }

  private static double allowed(Wcs wcs, int axis, double[] world) {
    AxisKind kind = wcs.axes().get(axis).kind();
    if (kind != AxisKind.LONGITUDE && kind != AxisKind.LATITUDE) {
      return 1e-11 * Math.abs(world[axis]);
    }
    double latitude =
        world[wcs.axes().stream().map(Axis::kind).toList().indexOf(AxisKind.LATITUDE)];
    return 1e-11 / Math.max(1e-6, Math.cos(Math.toRadians(latitude)));
  }

  /** The tables of a file of which a part is kept. */
  private static Tables moved(Tables tables, List<PixelRange> kept) {
    return new Tables() {
      @Override
      public Optional<TableArray> array(String extension, int version, int level, String column) {
        return tables.array(extension, version, level, column);
      }

      @Override
      public Optional<LookupImage> image(String extension, int version) {
        return tables
            .image(extension, version)
            .map(
                image -> {
                  Map<String, String> changed = SubImageCards.lookupChanges(image.cards(), kept);
                  return new LookupImage(
                      keyword -> changed.getOrDefault(keyword, image.cards().value(keyword)),
                      image.values());
                });
      }
    };
  }

  @Test
  void lookup_tables_are_moved_with_the_pixels() {
    assertThat(
            SubImageCards.lookupChanges(
                Cards.of(header("CRVAL1", "1.0", "CRVAL2", "33.5")),
                List.of(new PixelRange(11, 20), new PixelRange(1, 5))))
        .containsOnly(Map.entry("CRVAL1", "-9.0"));
  }
}
