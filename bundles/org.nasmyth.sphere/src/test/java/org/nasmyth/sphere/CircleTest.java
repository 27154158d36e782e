// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CircleTest {
  private static final double SKY = 4 * Math.PI * Math.pow(180 / Math.PI, 2);

  @Test
  void radiiFromAPointToTheWholeSkyAreTaken() {
    assertThat(new Circle(0, 0, 0).area()).isZero();
    assertThat(new Circle(0, 0, 90).area()).isCloseTo(SKY / 2, within(1e-9));
    assertThat(new Circle(0, 0, 180).area()).isCloseTo(SKY, within(1e-9));
    assertThat(new Circle(0, 0, 180).contains(new SkyPoint(180, 0))).isTrue();
    for (double radius : new double[] {-1, -1e-300, 180.0001, Double.NaN}) {
      assertThatThrownBy(() -> new Circle(0, 0, radius))
          .isInstanceOf(InvalidRegionException.class)
          .hasMessageContaining("between 0 and 180")
          .hasMessageContaining(Double.toString(radius));
    }
  }

  @Test
  void theRimIsInsideAtPolesAndAcrossLongitudeZero() {
    assertThat(new Circle(359.9, 0, 0.2).contains(new SkyPoint(0.1, 0))).isTrue();
    assertThat(new Circle(10, 80, 10).contains(new SkyPoint(200, 90))).isTrue();
    assertThat(new Circle(10, 80, 10).contains(new SkyPoint(190, 89.9999999))).isFalse();
    assertThat(new Circle(10, 20, 0.1).contains(new SkyPoint(10, 20.1))).isTrue();
  }

  @Test
  void aCircleOfNoRadiusIsItsCentre() {
    Circle point = new Circle(12.3, 45.6, 0);
    assertThat(point.contains(new SkyPoint(12.3, 45.6))).isTrue();
    assertThat(point.contains(new SkyPoint(12.3, 45.6 + 1e-11))).isFalse();
    assertThat(point.intersects(new Position(12.3, 45.6))).isTrue();
    assertThat(new Position(12.3, 45.6).contains(point)).isTrue();
  }

  @Test
  void tangentCirclesIntersect() {
    assertThat(new Circle(0, 0, 1).intersects(new Circle(3, 0, 2))).isTrue();
    assertThat(new Circle(0, 0, 1).intersects(new Circle(3.000001, 0, 2))).isFalse();
    assertThat(new Circle(0, 0, 3).contains(new Circle(1, 0, 2))).isTrue();
    assertThat(new Circle(0, 0, 3).contains(new Circle(1.000001, 0, 2))).isFalse();
  }

  @Test
  void largeCirclesContainAndMeetOnBothSides() {
    Circle most = new Circle(0, 0, 170);
    assertThat(most.contains(new SkyPoint(180, 0))).isFalse();
    assertThat(most.contains(Polygon.of(170, -1, 171, 1, 169, 1))).isFalse();
    assertThat(most.contains(Polygon.of(160, -1, 161, 1, 159, 1))).isTrue();
    assertThat(most.intersects(new Circle(180, 0, 9.9999))).isFalse();
    assertThat(most.intersects(new Circle(180, 0, 10))).isTrue();
  }

  @Test
  void twoHemispheresShareALune() {
    double quarter = new Circle(0, 0, 90).overlapArea(new Circle(90, 0, 90));
    assertThat(quarter).isCloseTo(SKY / 4, within(1e-9));
    // Two large circles leave out two small ones.
    double both = new Circle(0, 0, 150).overlapArea(new Circle(180, 0, 140));
    double left = SKY - new Circle(180, 0, 30).area() - new Circle(0, 0, 40).area();
    assertThat(both).isCloseTo(left, within(1e-8));
  }

  @Test
  void distanceIsPreciseNearAndFar() {
    double mas = 1 / 3.6e6;
    assertThat(new SkyPoint(10, 45).distance(new SkyPoint(10, 45 + mas)) / mas)
        .isCloseTo(1, within(1e-7));
    assertThat(new SkyPoint(0, 0).distance(new SkyPoint(1e-15, 0))).isCloseTo(1e-15, within(1e-20));
    assertThat(new SkyPoint(0, 0).distance(new SkyPoint(180, 1e-9)))
        .isCloseTo(180 - 1e-9, within(3e-14));
    assertThat(new SkyPoint(123, 90).distance(new SkyPoint(7, -90))).isEqualTo(180);
  }
}
