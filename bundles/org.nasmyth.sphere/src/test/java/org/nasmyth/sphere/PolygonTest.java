// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolygonTest {
  private static final double SKY = 4 * Math.PI * Math.pow(180 / Math.PI, 2);

  @Test
  void theClosingVertexIsDropped() {
    Polygon closed = Polygon.of(10, 10, 20, 10, 15, 20, 10, 10);
    assertThat(closed).isEqualTo(Polygon.of(10, 10, 20, 10, 15, 20));
    assertThat(closed.vertices()).hasSize(3);
  }

  @Test
  void eitherOrderOfVerticesMeansTheSmallerSide() {
    List<SkyPoint> vertices = new ArrayList<>(Polygon.of(10, 10, 20, 10, 15, 20).vertices());
    Polygon one = new Polygon(vertices);
    Collections.reverse(vertices);
    Polygon other = new Polygon(vertices);
    assertThat(one.area()).isCloseTo(other.area(), within(1e-12));
    assertThat(one.contains(new SkyPoint(15, 13))).isTrue();
    assertThat(other.contains(new SkyPoint(15, 13))).isTrue();
    assertThat(one.contains(other)).isTrue();
    assertThat(other.vertices()).isEqualTo(vertices);
  }

  @Test
  void allCornersAndEdgesOfASquareAreInside() {
    Polygon square = Polygon.of(350, -1, 10, -1, 10, 1, 350, 1);
    for (SkyPoint corner : square.vertices()) {
      assertThat(square.contains(corner)).isTrue();
    }
    assertThat(square.contains(new SkyPoint(10, 0))).isTrue();
    assertThat(square.contains(new SkyPoint(350, 0))).isTrue();
    assertThat(square.contains(new SkyPoint(0, 0))).isTrue();
    assertThat(square.contains(new SkyPoint(10 + 1e-10, 0))).isFalse();
  }

  @Test
  void edgesAreGreatCirclesAndNotParallels() {
    Polygon wide = Polygon.of(0, 45, 90, 45, 90, 0, 0, 0);
    assertThat(wide.contains(new SkyPoint(45, 54.7))).isTrue();
    assertThat(wide.contains(new SkyPoint(45, 54.8))).isFalse();
  }

  @Test
  void longitudeWrapsAtZero() {
    Polygon wrapped = Polygon.of(359, -1, 1, -1, 1, 1, 359, 1);
    assertThat(wrapped.contains(new SkyPoint(0, 0))).isTrue();
    assertThat(wrapped.contains(new SkyPoint(360, 0.5))).isTrue();
    assertThat(wrapped.contains(new SkyPoint(180, 0))).isFalse();
    assertThat(wrapped).isEqualTo(Polygon.of(-1, -1, 361, -1, 1, 1, 719, 1));
  }

  @Test
  void aPoleMayLieInsideOrOnACorner() {
    Polygon around = Polygon.of(0, 80, 120, 80, 240, 80);
    assertThat(around.contains(new SkyPoint(77, 90))).isTrue();
    assertThat(around.contains(new SkyPoint(60, 81))).isFalse();
    Polygon octant = Polygon.of(0, 90, 0, 0, 90, 0);
    assertThat(octant.area()).isCloseTo(SKY / 8, within(1e-9));
    assertThat(octant.contains(new SkyPoint(200, 90))).isTrue();
    assertThat(
            octant.centroid().distance(new SkyPoint(45, Math.toDegrees(Math.atan(Math.sqrt(0.5))))))
        .isLessThan(1e-12);
  }

  @Test
  void arcsecondsKeepTheirArea() {
    double side = 1 / 3600.0;
    Polygon box = Polygon.box(new SkyPoint(83.6, 22), side, side);
    assertThat(box.area() / (side * side)).isCloseTo(1, within(1e-9));
  }

  @Test
  void aBoxIsACrossWithItsSidesAtRightAngles() {
    Polygon box = Polygon.box(new SkyPoint(0, 0), 20, 10);
    assertThat(box.contains(new SkyPoint(10, 0))).isTrue();
    assertThat(box.contains(new SkyPoint(0, 5))).isTrue();
    assertThat(box.contains(new SkyPoint(10.001, 0))).isFalse();
    assertThat(box.contains(new SkyPoint(0, 5.001))).isFalse();
    Polygon polar = Polygon.box(new SkyPoint(30, 90), 2, 2);
    assertThat(polar.contains(new SkyPoint(123, 89.5))).isTrue();
    assertThatThrownBy(() -> Polygon.box(new SkyPoint(0, 0), 0, 1))
        .isInstanceOf(InvalidRegionException.class)
        .hasMessageContaining("between 0 and 180");
  }

  @Test
  void bowTiesAreRefusedWithTheEdgesThatCross() {
    assertThatThrownBy(() -> Polygon.of(0, 0, 1, 1, 1, 0, 0, 1))
        .isInstanceOf(InvalidRegionException.class)
        .hasMessageContaining("from vertex 1 to 2 meets the edge from vertex 3 to 4")
        .hasMessageContaining("(0.5, 0.500057)");
  }

  @Test
  void bowTiesAreFoundInLongOutlinesToo() {
    List<SkyPoint> ring = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      ring.add(SkyDomain.offset(new SkyPoint(10, 10), Math.PI * i / 100, 3));
    }
    Polygon fine = new Polygon(ring);
    assertThat(fine.contains(new SkyPoint(10, 10))).isTrue();
    assertThat(fine.contains(ring.get(17))).isTrue();
    Collections.swap(ring, 100, 120);
    assertThatThrownBy(() -> new Polygon(ring))
        .isInstanceOf(InvalidRegionException.class)
        .hasMessageContaining("crosses itself");
  }

  @Test
  void repeatedVerticesAreRefusedWithTheirNumbers() {
    assertThatThrownBy(() -> Polygon.of(0, 0, 1, 0, 1, 0, 0, 1))
        .isInstanceOf(InvalidRegionException.class)
        .hasMessageContaining("Vertices 2 and 3")
        .hasMessageContaining("(1, 0)");
    assertThatThrownBy(() -> Polygon.of(0, 0, 1, 1, 2, 0, 2, 3, 1, 1, 0, 3))
        .isInstanceOf(InvalidRegionException.class)
        .hasMessageContaining("Vertices 2 and 5");
  }

  @Test
  void degenerateOutlinesAreRefused() {
    assertThatThrownBy(() -> Polygon.of(0, 0, 1, 1, 0, 0))
        .hasMessageContaining("at least 3 different vertices, got 2");
    assertThatThrownBy(() -> Polygon.of(0, 0, 1, 0, 2, 0)).hasMessageContaining("no area");
    assertThatThrownBy(() -> Polygon.of(0, 0, 90, 0, 180, 0, 270, 0))
        .hasMessageContaining("two halves");
    assertThatThrownBy(() -> Polygon.of(10, 20, 190, -20, 50, 60))
        .hasMessageContaining("Vertices 1 (10, 20) and 2 (190, -20)")
        .hasMessageContaining("opposite");
    assertThatThrownBy(() -> Polygon.of(0, 0, 1)).hasMessageContaining("3 numbers");
    assertThatThrownBy(() -> Polygon.of(0, 0, 1, 95, 2, 2)).hasMessageContaining("95");
  }

  @Test
  void anAlmostHemisphericPolygonWorks() {
    Polygon north = Polygon.of(0, 0.1, 90, 0.1, 180, 0.1, 270, 0.1);
    assertThat(north.contains(new SkyPoint(13, 45))).isTrue();
    assertThat(north.contains(new SkyPoint(13, -45))).isFalse();
    assertThat(north.area()).isLessThan(SKY / 2).isGreaterThan(SKY * 0.49);
    assertThat(new Circle(0, 90, 90).contains(north)).isTrue();
    assertThat(north.contains(new Circle(0, 90, 89))).isTrue();
  }

  @Test
  void aPolygonMayReachFartherThanAHemisphereAndStaySmallerThanOne() {
    // A band of 20 degrees along the equator, open between longitudes 320 and 360.
    List<SkyPoint> band = new ArrayList<>();
    for (int longitude = 0; longitude <= 320; longitude += 20) {
      band.add(new SkyPoint(longitude, -10));
    }
    for (int longitude = 320; longitude >= 0; longitude -= 20) {
      band.add(new SkyPoint(longitude, 10));
    }
    Polygon polygon = new Polygon(band);
    assertThat(polygon.contains(new SkyPoint(200, 0))).isTrue();
    assertThat(polygon.contains(new SkyPoint(340, 0))).isFalse();
    assertThat(polygon.contains(new SkyPoint(0, 90))).isFalse();
    double half = polygon.overlapArea(new Circle(160, 0, 90));
    double rest = polygon.overlapArea(new Circle(340, 0, 90));
    assertThat(half + rest).isCloseTo(polygon.area(), within(1e-9));
    assertThat(polygon.area() / (320 * 2 * Math.toDegrees(Math.sin(Math.toRadians(10)))))
        .isCloseTo(1, within(0.02));
    assertThat(polygon.boundingCap().contains(polygon)).isTrue();
  }

  @Test
  void touchingPolygonsIntersectWithoutSharingArea() {
    Polygon left = Polygon.of(0, 0, 10, 0, 10, 10, 0, 10);
    Polygon right = Polygon.of(10, 0, 20, 0, 20, 10, 10, 10);
    Polygon diagonal = Polygon.of(10, 10, 20, 10, 20, 20, 10, 20);
    Polygon apart = Polygon.of(10.000001, 0, 20, 0, 20, 10, 10.000001, 10);
    assertThat(left.intersects(right)).isTrue();
    assertThat(left.overlapArea(right)).isCloseTo(0, within(1e-12));
    assertThat(left.intersects(diagonal)).isTrue();
    assertThat(left.intersects(apart)).isFalse();
  }

  @Test
  void aNotchMakesTheDifferenceBetweenVerticesInsideAndAllInside() {
    Polygon notched = Polygon.of(0, 0, 10, 0, 10, 10, 5, 2, 0, 10);
    Polygon across = Polygon.of(0.1, 0.2, 9.9, 0.2, 9.9, 9, 0.1, 9);
    Polygon below = Polygon.of(0.1, 0.2, 9.9, 0.2, 9.9, 1, 0.1, 1);
    assertThat(across.vertices()).allMatch(notched::contains);
    assertThat(notched.contains(across)).isFalse();
    assertThat(notched.contains(below)).isTrue();
    assertThat(notched.contains(Polygon.of(0, 0, 10, 0, 5, 2))).isTrue();
  }

  @Test
  void smallPolygonsFarFromLargeCirclesShareNothingWithThem() {
    Polygon small = Polygon.of(0, 0, 1, 0, 0, 1);
    assertThat(small.overlapArea(new Circle(180, 0, 170))).isZero();
    assertThat(small.overlapArea(new Circle(180, 0, 180))).isCloseTo(small.area(), within(1e-15));
    assertThat(new Circle(180, 0, 180).contains(small)).isTrue();
  }
}
