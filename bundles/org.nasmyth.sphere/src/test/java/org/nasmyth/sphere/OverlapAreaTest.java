// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.geometry.S2Loop;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Polygon;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.assertj.core.data.Offset;

/** Areas against laws they must obey, and against S2's own clipping of polygons. */
@Domain(SkyDomain.class)
class OverlapAreaTest {
  private static final double SKY = 4 * Math.PI * Math.pow(180 / Math.PI, 2);

  @Property
  void aPolygonIsSharedOutBetweenACircleAndItsComplement(@ForAll Scene scene) {
    double inside = scene.polygon().overlapArea(scene.circle());
    double outside = scene.polygon().overlapArea(complement(scene.circle()));
    assertThat(inside + outside).isCloseTo(scene.polygon().area(), rounding(scene));
  }

  @Property
  void aCircleIsSharedOutBetweenACircleAndItsComplement(@ForAll Scene scene) {
    double inside = scene.circle().overlapArea(scene.second());
    double outside = scene.circle().overlapArea(complement(scene.second()));
    assertThat(inside + outside).isCloseTo(scene.circle().area(), rounding(scene));
  }

  @Property
  void partsAddUpToTheUnion(@ForAll Scene scene) {
    Region a = scene.polygon();
    for (Region b : List.of(scene.other(), scene.circle())) {
      double union = Union.of(a, b).area();
      assertThat(union).isCloseTo(a.area() + b.area() - a.overlapArea(b), rounding(scene));
    }
  }

  @Property
  void overlapIsSymmetricAndNoLargerThanEither(@ForAll Scene scene) {
    for (Region b :
        List.of(scene.other(), scene.circle(), Union.of(scene.other(), scene.second()))) {
      double overlap = scene.polygon().overlapArea(b);
      assertThat(b.overlapArea(scene.polygon())).isCloseTo(overlap, rounding(scene));
      double smaller = Math.min(scene.polygon().area(), b.area());
      assertThat(overlap).isBetween(0.0, smaller + rounding(scene).value);
    }
  }

  @Property
  void overlapWithAUnionFollowsInclusionAndExclusion(@ForAll Scene scene) {
    Region p = scene.polygon();
    Region a = scene.circle();
    Region b = scene.second();
    double both =
        Union.of(p, a).area() + Union.of(p, b).area() - p.area() - Union.of(p, a, b).area();
    double outside = a.overlapArea(b) - threefold(scene);
    assertThat(both).isCloseTo(outside, rounding(scene));
  }

  /** The area common to the polygon and both circles. */
  private static double threefold(Scene scene) {
    Region p = scene.polygon();
    return p.overlapArea(scene.circle())
        + p.overlapArea(scene.second())
        - p.overlapArea(Union.of(scene.circle(), scene.second()));
  }

  @Property
  void polygonsOverlapAsS2ClipsThem(@ForAll Scene scene) {
    S2Polygon clipped = new S2Polygon();
    clipped.initToIntersection(s2(scene.polygon()), s2(scene.other()));
    double expected = area(clipped) * SKY / (4 * Math.PI);
    double error = 1e-10 * scene.scale() * scene.scale() + 1e-11 * scene.scale();
    assertThat(scene.polygon().overlapArea(scene.other())).isCloseTo(expected, within(error));
  }

  @Property
  void sweptAreasAgreeWithDirectOnes(@ForAll Scene scene) {
    for (Region region : List.of(scene.polygon(), scene.circle())) {
      double swept = Union.of(region, region).area();
      assertThat(swept).isCloseTo(region.area(), rounding(scene));
    }
  }

  @Property
  void sweptCentroidsAgreeWithDirectOnes(@ForAll Scene scene) {
    SkyPoint swept = Union.of(scene.polygon(), scene.polygon()).centroid();
    // The thinner a polygon, the less its direct centroid is worth: it is a small difference of
    // products of coordinates, which are known to 1e-16, divided by the area.
    double extent = Math.toRadians(scene.scale());
    double steradians = scene.polygon().area() * 4 * Math.PI / SKY;
    double lost = Math.toDegrees(3e-15 * extent / steradians);
    assertThat(swept.distance(scene.polygon().centroid())).isLessThan(1e-5 * scene.scale() + lost);
  }

  /** Steradians, as a sum of triangles: S2's own area is only good to 1e-13. */
  private static double area(S2Polygon polygon) {
    double sum = 0;
    for (S2Loop loop : polygon.getLoops()) {
      S2Point o = loop.vertex(0);
      for (int i = 1; i < loop.numVertices() - 1; i++) {
        S2Point a = loop.vertex(i);
        S2Point b = loop.vertex(i + 1);
        double triple = S2Point.scalarTripleProduct(o, S2Point.sub(a, o), S2Point.sub(b, o));
        double cosines = 1 + o.dotProd(a) + a.dotProd(b) + b.dotProd(o);
        sum += loop.sign() * 2 * Math.atan2(triple, cosines);
      }
    }
    return sum;
  }

  private static Circle complement(Circle circle) {
    return new Circle(circle.centre().antipode(), 180 - circle.radius());
  }

  private static S2Polygon s2(Polygon polygon) {
    List<S2Point> points = polygon.vertices().stream().map(UnitVectors::of).toList();
    S2Loop loop = new S2Loop(points);
    loop.normalize();
    return new S2Polygon(loop);
  }

  /** Coordinates are only known to 1e-16 of a radian, whatever the size of the figure. */
  private static Offset<Double> rounding(Scene scene) {
    return within(1e-11 * scene.scale() * scene.scale() + 1e-12 * scene.scale());
  }
}
