// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnionTest {
  private final Polygon left = Polygon.of(0, 0, 10, 0, 10, 10, 0, 10);
  private final Polygon right = Polygon.of(10, 0, 20, 0, 20, 10, 10, 10);

  @Test
  void adjacentMembersContainWhatLiesAcrossTheirBorder() {
    Union both = Union.of(left, right);
    assertThat(both.contains(Polygon.of(5, 2, 15, 2, 15, 8, 5, 8))).isTrue();
    assertThat(both.contains(new Circle(10, 5, 4.9))).isTrue();
    assertThat(both.contains(Polygon.of(5, 2, 25, 2, 25, 8, 5, 8))).isFalse();
    assertThat(both.contains(new Circle(10, 5, 5.3))).isFalse();
  }

  @Test
  void aGapBetweenMembersIsNoticed() {
    double arcsecond = 1 / 3600.0;
    Union gap = Union.of(left, Polygon.of(10 + arcsecond, 0, 20, 0, 20, 10, 10 + arcsecond, 10));
    assertThat(gap.contains(Polygon.of(5, 2, 15, 2, 15, 8, 5, 8))).isFalse();
  }

  @Test
  void aHoleInsideIsNoticed() {
    List<Region> ring = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      ring.add(new Circle(SkyDomain.offset(new SkyPoint(0, 89), i * Math.PI / 4, 3), 1.5));
    }
    Union hollow = new Union(ring);
    Circle rim = new Circle(0, 89, 3);
    assertThat(hollow.contains(rim)).isFalse();
    assertThat(hollow.contains(new SkyPoint(0, 89))).isFalse();
    ring.add(new Circle(0, 89, 2.5));
    assertThat(new Union(ring).contains(rim)).isTrue();
  }

  @Test
  void sharedPartsCountOnce() {
    Union overlapping = Union.of(left, Polygon.of(5, 0, 15, 0, 15, 10, 5, 10), left);
    double expected =
        left.area()
            + Polygon.of(5, 0, 15, 0, 15, 10, 5, 10).area()
            - left.overlapArea(Polygon.of(5, 0, 15, 0, 15, 10, 5, 10));
    assertThat(overlapping.area()).isCloseTo(expected, within(1e-10));
    assertThat(Union.of(left, right).area()).isCloseTo(left.area() + right.area(), within(1e-10));
  }

  @Test
  void aMosaicOverlapsByWhatItsChipsDo() {
    List<Region> chips = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 8; j++) {
        chips.add(Polygon.box(new SkyPoint(150 + 0.13 * j, 2 + 0.25 * i), 0.12, 0.24));
      }
    }
    Union mosaic = new Union(chips);
    Circle beam = new Circle(150.4, 2.4, 0.5);
    double expected = chips.stream().mapToDouble(chip -> chip.overlapArea(beam)).sum();
    assertThat(mosaic.overlapArea(beam)).isCloseTo(expected, within(1e-12));
    assertThat(mosaic.area())
        .isCloseTo(chips.stream().mapToDouble(Region::area).sum(), within(1e-12));
    assertThat(mosaic.boundingCap().contains(mosaic)).isTrue();
  }

  @Test
  void pointsWeighNothingBesideAreas() {
    Union mixed = Union.of(new Circle(10, 0, 1), new Position(50, 0));
    assertThat(mixed.centroid().distance(new SkyPoint(10, 0))).isLessThan(1e-9);
    assertThat(
            Union.of(new Position(0, 0), new Position(20, 0))
                .centroid()
                .distance(new SkyPoint(10, 0)))
        .isLessThan(1e-9);
    assertThat(mixed.contains(new SkyPoint(50, 0))).isTrue();
    assertThat(mixed.contains(Union.of(new Position(50, 0), new Circle(10, 0, 0.5)))).isTrue();
  }

  @Test
  void unionsInsideUnionsDissolveAndEmptyOnesAreRefused() {
    assertThat(Union.of(left, Union.of(right, left)).members()).containsExactly(left, right, left);
    assertThatThrownBy(() -> new Union(List.of())).isInstanceOf(InvalidRegionException.class);
  }
}
