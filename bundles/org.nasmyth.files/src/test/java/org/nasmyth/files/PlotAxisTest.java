// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PlotAxisTest {

  private static List<String> labels(PlotAxis axis) {
    return axis.ticks().stream().map(PlotAxis.Tick::label).toList();
  }

  @Test
  void stepsAreOneTwoOrFiveTimesAPowerOfTen() {
    assertThat(labels(PlotAxis.of(6540, 9130, 8)))
        .containsExactly("7000", "7500", "8000", "8500", "9000");
    assertThat(labels(PlotAxis.of(-1, 1, 5))).containsExactly("-1.0", "-0.5", "0", "0.5", "1.0");
    assertThat(labels(PlotAxis.of(0.3, 0.71, 5)))
        .containsExactly("0.3", "0.4", "0.5", "0.6", "0.7");
  }

  @Test
  void smallAndLargeNumbersLeaveTheirPowerOfTenToTheAxis() {
    PlotAxis small = PlotAxis.of(-1e-17, 4.2e-16, 5);
    assertThat(small.power()).isEqualTo(-16);
    assertThat(labels(small)).containsExactly("0", "1", "2", "3", "4");
    PlotAxis large = PlotAxis.of(1e6, 3e6, 5);
    assertThat(large.power()).isEqualTo(6);
    assertThat(labels(large)).containsExactly("1.0", "1.5", "2.0", "2.5", "3.0");
  }

  @Property
  void whateverTheEndsThereAreFewTicksAllOfThemBetween(@ForAll double one, @ForAll double other) {
    double low = Math.min(one, other);
    double high = Math.max(one, other);
    PlotAxis axis = PlotAxis.of(low, high, 6);
    assertThat(axis.ticks()).hasSizeLessThanOrEqualTo(7);
    double slack = (high - low) * 1e-6;
    assertThat(axis.ticks())
        .allSatisfy(
            tick -> {
              assertThat(tick.value()).isBetween(low - slack, high + slack);
              assertThat(tick.label()).hasSizeLessThan(16);
            });
  }
}
