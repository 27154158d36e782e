// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class SkyRegionTest {
  private static double degrees(SkyRegion region, double longitude, double latitude) {
    return Math.toDegrees(region.distance(UnitVector.of(longitude, latitude)));
  }

  @Test
  void circles_measure_from_their_rim() {
    SkyCircle circle = new SkyCircle(10.0, 20.0, 3.0);
    assertThat(degrees(circle, 10.0, 20.0)).isCloseTo(-3.0, within(1e-12));
    assertThat(degrees(circle, 10.0, 25.0)).isCloseTo(2.0, within(1e-12));
    assertThat(degrees(new SkyCircle(0.0, 90.0, 1.0), 123.0, 88.5)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void ranges_measure_from_meridians_and_parallels() {
    SkyRange range = new SkyRange(350.0, 370.0, -5.0, 5.0);
    assertThat(degrees(range, 0.0, 0.0)).isCloseTo(-5.0, within(1e-12));
    assertThat(degrees(range, 12.0, 0.0)).isCloseTo(2.0, within(1e-12));
    // From the far side the corners are nearest, by way of the poles.
    assertThat(degrees(range, 180.0, 0.0))
        .isCloseTo(
            Math.toDegrees(UnitVector.of(180.0, 0.0).angle(UnitVector.of(10.0, 5.0))),
            within(1e-9));
    assertThat(degrees(range, 0.0, 7.0)).isCloseTo(2.0, within(1e-12));
    assertThat(degrees(new SkyRange(0.0, 360.0, 89.0, 90.0), 77.0, 89.5))
        .isCloseTo(-0.5, within(1e-12));
    assertThat(degrees(new SkyRange(0.0, 360.0, -90.0, 90.0), 77.0, -12.0)).isNegative();
  }

  @Test
  void polygons_hold_the_smaller_part_whichever_way_round() {
    SkyPolygon one = SkyPolygon.of(0.0, 0.0, 10.0, 0.0, 10.0, 10.0, 0.0, 10.0);
    SkyPolygon other = SkyPolygon.of(0.0, 10.0, 10.0, 10.0, 10.0, 0.0, 0.0, 0.0, 0.0, 10.0);
    for (SkyPolygon polygon : List.of(one, other)) {
      assertThat(degrees(polygon, 5.0, 4.0)).isCloseTo(-4.0, within(1e-9));
      assertThat(degrees(polygon, 5.0, -1.0)).isCloseTo(1.0, within(1e-9));
      assertThat(degrees(polygon, 185.0, -4.0)).isPositive();
    }
    assertThat(degrees(SkyPolygon.of(0.0, 80.0, 90.0, 80.0, 180.0, 80.0, 270.0, 80.0), 33.0, 90.0))
        .isNegative();
  }

  @Test
  void a_polygon_may_reach_further_than_a_hemisphere() {
    SkyPolygon strip =
        SkyPolygon.of(0.0, -5.0, 100.0, -5.0, 200.0, -5.0, 200.0, 5.0, 100.0, 5.0, 0.0, 5.0);
    assertThat(degrees(strip, 150.0, 0.0)).isNegative();
    assertThat(degrees(strip, 10.0, 0.0)).isNegative();
    assertThat(degrees(strip, 280.0, 0.0)).isPositive();
    assertThat(degrees(strip, 100.0, 60.0)).isPositive();
  }

  @Test
  void shapes_that_are_none_are_refused() {
    assertThatThrownBy(() -> new SkyCircle(10.0, 20.0, -1.0)).hasMessageContaining("radius -1.0");
    assertThatThrownBy(() -> new SkyCircle(10.0, 20.0, Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new SkyCircle(Double.NaN, 20.0, 1.0))
        .hasMessageContaining("longitude NaN");
    assertThatThrownBy(() -> new SkyCircle(10.0, 91.0, 1.0)).hasMessageContaining("latitude 91.0");
    assertThatThrownBy(() -> new SkyRange(20.0, 10.0, 0.0, 1.0)).hasMessageContaining("reversed");
    assertThatThrownBy(() -> new SkyRange(10.0, 20.0, 1.0, 0.0)).hasMessageContaining("reversed");
    assertThatThrownBy(() -> SkyPolygon.of(0.0, 0.0, 1.0, 1.0)).hasMessageContaining("at least 3");
    assertThatThrownBy(() -> SkyPolygon.of(0.0, 0.0, 1.0, 1.0, 2.0)).hasMessageContaining("pairs");
    assertThatThrownBy(() -> SkyPolygon.of(0.0, 0.0, 10.0, 10.0, 10.0, 0.0, 0.0, 10.0))
        .hasMessageContaining("crosses itself");
    assertThatThrownBy(() -> SkyPolygon.of(0.0, 0.0, 10.0, 0.0, 5.0, 0.0))
        .hasMessageContaining("back on itself");
  }

  @Property(tries = 300)
  void distances_do_not_change_faster_than_the_direction(
      @ForAll @DoubleRange(max = 360.0) double longitude,
      @ForAll @DoubleRange(min = -90.0, max = 90.0) double latitude,
      @ForAll @DoubleRange(max = 360.0) double otherLongitude,
      @ForAll @DoubleRange(min = -90.0, max = 90.0) double otherLatitude) {
    UnitVector one = UnitVector.of(longitude, latitude);
    UnitVector other = UnitVector.of(otherLongitude, otherLatitude);
    for (SkyRegion region :
        List.of(
            new SkyCircle(300.0, -60.0, 20.0),
            new SkyRange(350.0, 400.0, 20.0, 85.0),
            new SkyRange(10.0, 250.0, -90.0, -30.0),
            new SkyRange(0.0, 360.0, 89.0, 90.0),
            SkyPolygon.of(0.0, 0.0, 40.0, 10.0, 30.0, 50.0, 350.0, 30.0, 10.0, 20.0))) {
      assertThat(Math.abs(region.distance(one) - region.distance(other)))
          .isLessThanOrEqualTo(one.angle(other) + 1e-9);
    }
  }

  @Test
  void samples_belong_to_their_region() {
    for (SkyRegion region :
        List.of(
            new SkyCircle(300.0, -60.0, 20.0),
            new SkyRange(350.0, 400.0, 20.0, 85.0),
            SkyPolygon.of(0.0, 0.0, 40.0, 10.0, 30.0, 50.0, 350.0, 30.0))) {
      assertThat(region.samples())
          .allSatisfy(sample -> assertThat(region.distance(sample)).isLessThan(1e-12));
    }
  }
}
