// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.nasmyth.wcs.Headers.image;
import static org.nasmyth.wcs.Headers.sky;

import org.junit.jupiter.api.Test;

class FootprintTest {
  @Test
  void of_a_small_image_has_its_corners() {
    Footprint footprint =
        Footprint.of(sky(image("TAN", 10.0, 0.0, 0.01, 100, 50)), 1).orElseThrow();
    assertThat(footprint.exact()).isTrue();
    assertThat(footprint.outline()).hasSize(4);
    assertThat(footprint.outline().get(0).longitude()).isCloseTo(10.5, within(1e-4));
    assertThat(footprint.outline().get(0).latitude()).isCloseTo(-0.25, within(1e-4));
    assertThat(footprint.outline().get(2).longitude()).isCloseTo(9.5, within(1e-4));
    assertThat(footprint.outline().get(2).latitude()).isCloseTo(0.25, within(1e-4));
    assertThat(footprint.enclosing().radius()).isBetween(0.559, 0.65);
    assertThat(footprint.enclosing().longitude()).isCloseTo(10.0, within(1e-3));
  }

  @Test
  void of_a_map_of_the_sky_follows_the_border_of_the_projection() {
    Footprint footprint =
        Footprint.of(sky(image("SIN", 10.0, 90.0, 1.0, 200, 200)), 20).orElseThrow();
    assertThat(footprint.exact()).isFalse();
    assertThat(footprint.outline())
        .hasSize(80)
        .allSatisfy(vertex -> assertThat(vertex.latitude()).isBetween(-1e-9, 0.1));
    assertThat(footprint.enclosing().radius()).isGreaterThanOrEqualTo(90.0);
  }

  @Test
  void holds_a_region_that_the_search_finds() {
    var plane = sky(image("TAN", 200.0, 89.9, 0.01, 60, 60));
    Footprint footprint = Footprint.of(plane, 8).orElseThrow();
    PixelBox box = RegionSearch.box(plane, new SkyPolygon(footprint.outline())).orElseThrow();
    assertThat(box.first().length()).isEqualTo(60);
    assertThat(box.second().length()).isEqualTo(60);
  }

  @Test
  void of_nothing_is_empty() {
    var header = image("ZEA", 10.0, 90.0, 1.0, 20, 20);
    header.put("CRPIX1", "5000.0");
    assertThat(Footprint.of(sky(header), 4)).isEmpty();
  }
}
