// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CoveringTest {
  @Test
  void levelsAndNumbersAreWithinTheLimits() {
    Covering covering = new Circle(10, 20, 1).prepare().covering(new CoveringLimits(8, 6, 12));
    assertThat(covering.cells()).hasSizeBetween(1, 8);
    assertThat(covering.cells()).allMatch(cell -> cell.level() >= 6 && cell.level() <= 12);
    assertThat(covering.ancestors()).hasSizeGreaterThanOrEqualTo(6);
    assertThat(covering.ancestors())
        .allMatch(a -> covering.cells().stream().anyMatch(cell -> a.contains(cell)));
  }

  @Test
  void noRangeCrossesTheSignAndNoTwoTouch() {
    Covering sky = new Circle(0, 0, 180).prepare().covering(new CoveringLimits(8, 0, 30));
    List<CellRange> ranges = sky.ranges();
    assertThat(ranges).hasSize(2);
    assertThat(ranges.get(0).high()).isNegative();
    assertThat(ranges.get(1).low()).isPositive();
    assertThat(sky.enclosing()).isEqualTo(new CellRange(ranges.get(0).low(), ranges.get(1).high()));
  }

  @Test
  void aPointIsCoveredByFewLeaves() {
    Covering covering = new Position(45, 0).prepare().covering(new CoveringLimits(8, 0, 30));
    long leaf = SkyCell.leafAt(45, 0);
    assertThat(covering.ranges()).anyMatch(range -> range.contains(leaf));
    assertThat(covering.cells()).hasSizeLessThanOrEqualTo(8);
  }

  @Test
  void aCoveringThatWouldBeHugeIsRefused() {
    PreparedRegion sky = new Circle(0, 0, 180).prepare();
    assertThatThrownBy(() -> sky.covering(new CoveringLimits(8, 12, 30)))
        .isInstanceOf(InvalidRegionException.class)
        .hasMessageContaining("level 12");
    assertThatThrownBy(() -> new CoveringLimits(8, 12, 6)).hasMessageContaining("12 and 6");
  }

  @Test
  void theMatchingLevelFollowsTheRadius() {
    assertThat(SkyCell.levelFor(2 / 3600.0)).isEqualTo(16);
    assertThat(SkyCell.levelFor(0)).isEqualTo(30);
    assertThat(SkyCell.levelFor(180)).isZero();
    assertThat(SkyCell.within(new SkyPoint(0, 0), 180, 0)).hasSize(6);
    assertThatThrownBy(() -> SkyCell.within(new SkyPoint(0, 0), 1, 20))
        .hasMessageContaining("Level 20");
  }
}
