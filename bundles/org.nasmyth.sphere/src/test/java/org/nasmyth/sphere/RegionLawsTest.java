// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.statistics.Statistics;

/** Laws of containing and meeting. */
@Domain(SkyDomain.class)
class RegionLawsTest {
  @Property(tries = 200)
  void meetingIsSymmetric(@ForAll Scene scene) {
    for (Region a : all(scene)) {
      for (Region b : all(scene)) {
        assertThat(a.intersects(b)).isEqualTo(b.intersects(a));
      }
    }
  }

  @Property(tries = 200)
  void whatIsContainedMeetsAndIsNoLarger(@ForAll Scene scene) {
    for (Region a : all(scene)) {
      for (Region b : all(scene)) {
        boolean contains = a.contains(b);
        Statistics.label("contains").collect(contains);
        if (contains) {
          assertThat(a.intersects(b)).isTrue();
          assertThat(b.area()).isLessThanOrEqualTo(a.area() * (1 + 1e-9) + 1e-12);
          assertThat(a.overlapArea(b)).isGreaterThanOrEqualTo(b.area() * (1 - 1e-9) - 1e-12);
        }
      }
    }
  }

  @Property(tries = 200)
  void whatDoesNotMeetSharesNoArea(@ForAll Scene scene) {
    for (Region a : all(scene)) {
      for (Region b : all(scene)) {
        if (!a.intersects(b)) {
          assertThat(a.overlapArea(b)).isZero();
          assertThat(a.contains(b)).isFalse();
        }
      }
    }
  }

  @Property
  void everyRegionContainsItself(@ForAll Region region) {
    assertThat(region.contains(region)).isTrue();
    assertThat(region.boundingCap().contains(region)).isTrue();
  }

  @Property
  void cornersAndEdgesBelongToAPolygon(@ForAll Scene scene) {
    List<SkyPoint> vertices = scene.polygon().vertices();
    PreparedRegion prepared = scene.polygon().prepare();
    for (int i = 0; i < vertices.size(); i++) {
      SkyPoint a = vertices.get(i);
      SkyPoint b = vertices.get((i + 1) % vertices.size());
      assertThat(prepared.contains(a)).isTrue();
      SkyPoint middle = SkyPoint.ofVector(a.x() + b.x(), a.y() + b.y(), a.z() + b.z());
      assertThat(prepared.contains(middle)).isTrue();
    }
  }

  @Property
  void theRimBelongsToACircleAndNothingBeyondDoes(@ForAll Scene scene) {
    Circle circle = scene.circle();
    for (int i = 0; i < 8; i++) {
      double angle = i * Math.PI / 4;
      double r = circle.radius();
      assertThat(circle.contains(SkyDomain.offset(circle.centre(), angle, r))).isTrue();
      SkyPoint beyond = SkyDomain.offset(circle.centre(), angle, r + 3 * Region.TOLERANCE);
      assertThat(circle.contains(beyond)).isFalse();
    }
  }

  @Property
  void aPointIsInsideAsItsPositionIs(@ForAll Scene scene) {
    for (Region region : all(scene)) {
      SkyPoint p = scene.point();
      PreparedRegion prepared = region.prepare();
      boolean inside = region.contains(p);
      Statistics.label("inside").collect(inside);
      assertThat(region.contains(new Position(p))).isEqualTo(inside);
      assertThat(region.intersects(new Position(p))).isEqualTo(inside);
      assertThat(prepared.contains(p.longitude(), p.latitude())).isEqualTo(inside);
      assertThat(prepared.containsVector(p.x(), p.y(), p.z())).isEqualTo(inside);
    }
  }

  @Property(tries = 200)
  void aRotationChangesNothing(@ForAll Scene scene) {
    for (Region a : all(scene)) {
      Region turned = Frame.ICRS.to(Frame.GALACTIC, a);
      SkyPoint point = Frame.ICRS.to(Frame.GALACTIC, scene.point());
      assertThat(turned.contains(point)).isEqualTo(a.contains(scene.point()));
      double rounding = 1e-12 * scene.scale() + 1e-10 * scene.scale() * scene.scale();
      assertThat(Math.abs(turned.area() - a.area())).isLessThan(rounding);
      for (Region b : all(scene)) {
        Region other = Frame.ICRS.to(Frame.GALACTIC, b);
        assertThat(turned.intersects(other)).isEqualTo(a.intersects(b));
        assertThat(turned.contains(other)).isEqualTo(a.contains(b));
      }
    }
  }

  @Property
  void aUnionContainsWhatOneMemberContains(@ForAll Scene scene) {
    Region union = Union.of(scene.polygon(), scene.circle());
    for (Region b : all(scene)) {
      if (scene.polygon().contains(b) || scene.circle().contains(b)) {
        assertThat(union.contains(b)).isTrue();
      }
      assertThat(union.intersects(b))
          .isEqualTo(scene.polygon().intersects(b) || scene.circle().intersects(b));
    }
  }

  @Property
  void textAndBinaryFormsGiveTheRegionBack(@ForAll Region region, @ForAll SkyPoint point) {
    assertThat(StcText.parse(StcText.write(region)).region()).isEqualTo(region);
    assertThat(StcText.parse(StcText.write(region, "J2000")))
        .isEqualTo(new FramedRegion(Frame.FK5, region));
    Region decoded = RegionCodec.decode(RegionCodec.encode(region));
    assertThat(decoded).isEqualTo(region);
    assertThat(decoded.area()).isEqualTo(region.area());
    assertThat(decoded.contains(point)).isEqualTo(region.contains(point));
    assertThat(decoded.contains(region)).isTrue();
    DaliShape shape = DaliShape.of(region);
    if (shape != null) {
      assertThat(shape.parse(DaliShape.write(region))).isEqualTo(region);
    }
  }

  @Property(tries = 200)
  void aCoveringHoldsEverythingTheRegionHolds(@ForAll Scene scene) {
    for (Region region : all(scene)) {
      Covering covering = region.prepare().covering(new CoveringLimits(8, 0, 30));
      List<SkyPoint> inside = new ArrayList<>();
      inside.add(scene.point());
      inside.addAll(scene.polygon().vertices());
      inside.addAll(scene.other().vertices());
      for (SkyPoint p : inside) {
        if (region.contains(p)) {
          long leaf = SkyCell.leafAt(p.longitude(), p.latitude());
          assertThat(covering.ranges()).anyMatch(range -> range.contains(leaf));
          assertThat(covering.enclosing().contains(leaf)).isTrue();
        }
      }
    }
  }

  @Property
  void coveringsOfRegionsThatMeetAreRelated(@ForAll Scene scene) {
    Covering a = scene.polygon().prepare().covering(new CoveringLimits(12, 0, 14));
    Covering b = scene.other().prepare().covering(new CoveringLimits(8, 0, 18));
    if (scene.polygon().intersects(scene.other())) {
      assertThat(a.cells())
          .anyMatch(
              cell ->
                  b.ancestors().contains(cell)
                      || b.ranges().stream().anyMatch(range -> range.contains(cell.id())));
    }
  }

  @Property
  void neighboursWithinARadiusAreInTheCellsOfItsLevel(@ForAll Scene scene) {
    SkyPoint p = scene.circle().centre();
    double radius = p.distance(scene.point()) + Region.TOLERANCE;
    int level = SkyCell.levelFor(radius);
    SkyCell cell = SkyCell.at(scene.point(), level);
    assertThat(SkyCell.within(p, radius, level)).contains(cell).hasSizeLessThanOrEqualTo(9);
    long bit = SkyCell.lowestBit(level);
    long leaf = SkyCell.leafAt(scene.point().longitude(), scene.point().latitude());
    assertThat((leaf & -bit) | bit).isEqualTo(cell.id());
  }

  private static List<Region> all(Scene scene) {
    return List.of(
        scene.polygon(),
        scene.other(),
        scene.circle(),
        scene.second(),
        new Position(scene.point()),
        new Circle(scene.circle().centre().antipode(), 180 - scene.circle().radius()),
        Union.of(scene.other(), scene.second()));
  }
}
