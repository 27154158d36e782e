// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

@Label("Cells around a direction")
class CellAroundTest {

  @Property
  @Label("hold all that comes within the radius")
  void complete(
      @ForAll @DoubleRange(min = 0, max = 360) double longitude,
      @ForAll @DoubleRange(min = -90, max = 90) double latitude,
      @ForAll @DoubleRange(min = 0.01, max = 10) double radius) {
    int level = SkyCell.levelFor(radius) - 1;
    List<SkyCell> around = SkyCell.around(longitude, latitude, level);
    assertThat(around).hasSizeBetween(3, 4).allMatch(cell -> cell.level() == level);
    List<SkyCell> touched = SkyCell.within(new SkyPoint(longitude, latitude), radius, level);
    assertThat(around).containsAll(touched);
  }
}
