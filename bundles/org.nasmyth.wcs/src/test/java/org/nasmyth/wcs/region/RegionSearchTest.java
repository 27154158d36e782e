// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nasmyth.wcs.Headers.image;
import static org.nasmyth.wcs.Headers.sky;
import static org.nasmyth.wcs.Headers.with;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.nasmyth.wcs.PixelRange;
import org.nasmyth.wcs.SkyPlane;

class RegionSearchTest {
  private static final List<Map<String, String>> MAPS =
      List.of(
          image("TAN", 187.3, 12.4, 0.02, 25, 20),
          image("TAN", 12.0, 89.9, 0.04, 25, 20),
          image("TAN", 0.01, -0.02, 0.004, 20, 25),
          with(image("TAN", 0.2, 45.0, 0.02, 20, 20), "CROTA2", 37.0),
          image("SIN", 83.0, -69.0, 6.0, 25, 25),
          image("ARC", 83.0, -69.0, 16.0, 25, 25),
          image("ZEA", 200.0, 90.0, 6.0, 25, 25),
          image("STG", 200.0, 20.0, 6.0, 25, 25),
          image("CAR", 0.0, 0.0, 16.0, 25, 13),
          with(image("CAR", 83.82, -5.39, 8.0, 25, 20), "LONPOLE", 180.0, "CROTA2", 45.0),
          image("AIT", 180.0, 0.0, 16.0, 25, 13),
          image("AIT", 10.0, 0.0, 16.0, 25, 13),
          image("MOL", 266.0, -29.0, 16.0, 25, 13),
          image("SFL", 266.0, -29.0, 16.0, 25, 13),
          image("CEA", 0.0, 0.0, 16.0, 25, 10),
          image("MER", 0.0, 0.0, 16.0, 25, 20),
          image("HPX", 0.0, 0.0, 16.0, 23, 13),
          image("TSC", 0.0, 0.0, 16.0, 30, 20),
          with(image("COE", 10.0, 45.0, 12.0, 25, 25), "PV2_1", 45.0, "PV2_2", 20.0),
          with(image("ZPN", 150.0, 2.0, 1.0, 20, 20), "PV2_1", 1.0, "PV2_3", 42.0),
          with(
              image("TAN-SIP", 187.3, 12.4, 0.02, 25, 20),
              "A_ORDER",
              2,
              "B_ORDER",
              2,
              "A_2_0",
              4e-3,
              "A_1_1",
              -2e-3,
              "B_0_2",
              2e-3,
              "B_2_0",
              -4e-3));

  @Provide
  Arbitrary<SkyRegion> regions() {
    Arbitrary<Double> longitude = Arbitraries.doubles().between(0.0, 360.0).ofScale(6);
    Arbitrary<Double> latitude = Arbitraries.doubles().between(-90.0, 90.0).ofScale(6);
    Arbitrary<Double> size =
        Arbitraries.oneOf(
            Arbitraries.doubles().between(0.0, 0.5).ofScale(6),
            Arbitraries.doubles().between(0.5, 120.0).ofScale(4));
    Arbitrary<SkyRegion> circles =
        Combinators.combine(longitude, latitude, size).as(SkyCircle::new);
    Arbitrary<SkyRegion> ranges =
        Combinators.combine(longitude, latitude, size, size)
            .as(
                (lon, lat, width, height) ->
                    new SkyRange(lon, lon + width, lat, Math.min(90.0, lat + height)));
    Arbitrary<SkyRegion> polygons =
        Combinators.combine(longitude, latitude, size, Arbitraries.longs().between(0, 1_000_000))
            .as(RegionSearchTest::star);
    return Arbitraries.oneOf(circles, ranges, polygons);
  }

  /** A polygon that sees its middle from everywhere. */
  private static SkyRegion star(double longitude, double latitude, double size, long seed) {
    Random random = new Random(seed);
    int count = 3 + random.nextInt(6);
    double reach = Math.toRadians(Math.max(1e-4, Math.min(size, 70.0)));
    UnitVector centre = UnitVector.of(longitude, latitude);
    UnitVector east = centre.perpendicular();
    UnitVector north = centre.cross(east);
    List<UnitVector> corners = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      double turn = 2.0 * Math.PI * (k + 0.3 * random.nextDouble()) / count;
      double far = reach * (0.3 + 0.7 * random.nextDouble());
      corners.add(
          new UnitVector(0, 0, 0)
              .plus(centre, Math.cos(far))
              .plus(east, Math.sin(far) * Math.cos(turn))
              .plus(north, Math.sin(far) * Math.sin(turn)));
    }
    return new SkyPolygon(corners);
  }

  @Property(tries = 150)
  void finds_every_pixel_that_a_dense_search_finds_and_no_more(
      @ForAll("regions") SkyRegion region, @ForAll("maps") Map<String, String> header) {
    SkyPlane plane = sky(header);
    Optional<PixelBox> found = RegionSearch.box(plane, near(plane, region));
    Optional<PixelBox> dense = DenseSearch.box(plane, near(plane, region), 4, 0.0, 0.0);
    if (dense.isPresent()) {
      assertThat(found).as("%s on %s", region, header).isPresent();
      assertThat(found.get().with(dense.get()))
          .as("%s on %s", region, header)
          .isEqualTo(found.get());
    }
    // At the limb of the sphere, however dense the search, its points are far apart on the sky.
    boolean limb = header.get("CTYPE1").matches(".*-(SIN|ZEA|AIT|MOL|CEA|COE)");
    if (found.isPresent() && !limb) {
      // A point of the region is hardly further from a point of the dense search than those are
      // apart.
      double spacing = Math.toRadians(Double.parseDouble(header.get("CDELT2"))) / 3.0;
      Optional<PixelBox> wide = DenseSearch.box(plane, near(plane, region), 4, 1.5 * spacing, 1.5);
      assertThat(wide).as("%s on %s", region, header).isPresent();
      assertThat(wide.get().with(found.get())).as("%s on %s", region, header).isEqualTo(wide.get());
    }
  }

  @Provide
  Arbitrary<Map<String, String>> maps() {
    return Arbitraries.of(MAPS);
  }

  /** Brings circles near small images, which they would seldom meet. */
  private static SkyRegion near(SkyPlane plane, SkyRegion region) {
    Optional<Footprint> footprint = Footprint.of(plane, 1);
    SkyCircle field = footprint.orElseThrow().enclosing();
    if (field.radius() > 20.0 || !(region instanceof SkyCircle circle)) {
      return region;
    }
    double scale = field.radius() / 90.0;
    double latitude = Math.max(-90.0, Math.min(90.0, field.latitude() + circle.latitude() * scale));
    double longitude =
        field.longitude()
            + (circle.longitude() - 180.0)
                * scale
                / 2.0
                / Math.max(0.02, Math.cos(Math.toRadians(latitude)));
    return new SkyCircle(longitude, latitude, circle.radius() * scale);
  }

  @Test
  void a_circle_takes_the_pixels_that_it_touches() {
    SkyPlane plane = sky(image("CAR", 0.0, 0.0, 1.0, 21, 21));
    // Centre of pixel (11, 11); the radius ends 0.1 pixels beyond the edge of the third pixel from
    // there.
    assertThat(RegionSearch.box(plane, new SkyCircle(0.0, 0.0, 2.6))).hasValue(box(8, 14, 8, 14));
    assertThat(RegionSearch.box(plane, new SkyCircle(0.0, 0.0, 2.4))).hasValue(box(9, 13, 9, 13));
    assertThat(RegionSearch.box(plane, new SkyCircle(0.0, 0.0, 0.0))).hasValue(box(11, 11, 11, 11));
    assertThat(RegionSearch.box(plane, new SkyCircle(0.2, 0.3, 1e-9)))
        .hasValue(box(11, 11, 11, 11));
  }

  @Test
  void a_region_beside_the_image_takes_nothing() {
    SkyPlane plane = sky(image("TAN", 10.0, 20.0, 0.001, 100, 100));
    assertThat(RegionSearch.box(plane, new SkyCircle(10.0, 20.06, 0.0099))).isEmpty();
    assertThat(RegionSearch.box(plane, new SkyCircle(190.0, -20.0, 1.0))).isEmpty();
    assertThat(RegionSearch.box(plane, SkyPolygon.of(9.0, 19.0, 9.0, 19.5, 9.5, 19.0))).isEmpty();
  }

  @Test
  void a_region_that_only_touches_takes_the_pixels_of_the_edge() {
    SkyPlane plane = sky(image("CAR", 0.0, 0.0, 1.0, 21, 21));
    assertThat(RegionSearch.box(plane, new SkyRange(10.5, 20.0, -3.0, 3.0)))
        .hasValueSatisfying(found -> assertThat(found.first()).isEqualTo(new PixelRange(1, 1)));
  }

  @Test
  void a_region_larger_than_the_image_takes_all_of_it() {
    SkyPlane plane = sky(image("TAN", 10.0, 20.0, 0.001, 100, 80));
    assertThat(RegionSearch.box(plane, new SkyCircle(10.0, 20.0, 5.0)))
        .hasValue(box(1, 100, 1, 80));
    assertThat(RegionSearch.box(plane, new SkyRange(0.0, 360.0, -90.0, 90.0)))
        .hasValue(box(1, 100, 1, 80));
    assertThat(
            RegionSearch.box(
                plane,
                new SkyRange(
                    Double.NEGATIVE_INFINITY,
                    Double.POSITIVE_INFINITY,
                    Double.NEGATIVE_INFINITY,
                    Double.POSITIVE_INFINITY)))
        .hasValue(box(1, 100, 1, 80));
    assertThat(RegionSearch.box(plane, new SkyCircle(190.0, -20.0, 180.0)))
        .hasValue(box(1, 100, 1, 80));
  }

  @Test
  void the_cap_about_a_pole_is_a_range_of_all_longitudes() {
    SkyPlane plane = sky(image("TAN", 123.0, 90.0, 0.1, 101, 101));
    PixelBox range = RegionSearch.box(plane, new SkyRange(0.0, 360.0, 89.0, 90.0)).orElseThrow();
    PixelBox circle = RegionSearch.box(plane, new SkyCircle(0.0, 90.0, 1.0)).orElseThrow();
    assertThat(range).isEqualTo(circle).isEqualTo(box(41, 61, 41, 61));
  }

  @Test
  void a_region_across_longitude_zero_is_one_piece() {
    SkyPlane plane = sky(image("TAN", 0.0, 0.0, 0.01, 100, 100));
    assertThat(RegionSearch.box(plane, new SkyRange(359.901, 360.099, -0.099, 0.099)))
        .isEqualTo(RegionSearch.box(plane, new SkyRange(-0.099, 0.099, -0.099, 0.099)))
        .hasValue(box(41, 60, 41, 60));
  }

  @Test
  void a_region_across_the_border_of_the_map_takes_both_its_parts() {
    SkyPlane plane = sky(image("AIT", 0.0, 0.0, 1.0, 330, 170));
    PixelBox found = RegionSearch.box(plane, new SkyCircle(180.0, 0.0, 5.0)).orElseThrow();
    assertThat(found.first().first()).isLessThan(10);
    assertThat(found.first().last()).isGreaterThan(320);
    assertThat(found.second().length()).isBetween(15L, 17L);
  }

  @Test
  void at_the_limb_of_the_sphere_nothing_is_taken_in_excess() {
    SkyPlane plane = sky(image("SIN", 0.0, 0.0, 0.03, 5000, 5000));
    double radius = Math.toDegrees(1.0) / 0.03;
    // The circle reaches from longitude 84 degrees to beyond the limb, and 5 degrees to the north
    // and the south.
    PixelBox found = RegionSearch.box(plane, new SkyCircle(89.0, 0.0, 5.0)).orElseThrow();
    assertThat(found)
        .isEqualTo(
            box(
                (long) Math.floor(2500.5 - radius + 0.5),
                (long) Math.floor(2500.5 - radius * Math.sin(Math.toRadians(84.0)) + 0.5),
                (long) Math.floor(2500.5 - radius * Math.sin(Math.toRadians(5.0)) + 0.5),
                (long) Math.floor(2500.5 + radius * Math.sin(Math.toRadians(5.0)) + 0.5)));
  }

  @Test
  void a_large_image_costs_little() {
    SkyPlane plane = sky(image("TAN", 150.0, 2.0, 0.2 / 3600, 16384, 16384));
    AtomicInteger looks = new AtomicInteger();
    SkyCircle circle = new SkyCircle(150.1, 2.1, 10.0 / 3600);
    SkyRegion counted =
        new SkyRegion() {
          @Override
          public double distance(UnitVector direction) {
            looks.incrementAndGet();
            return circle.distance(direction);
          }

          @Override
          public List<UnitVector> samples() {
            return circle.samples();
          }
        };
    PixelBox found = RegionSearch.box(plane, counted).orElseThrow();
    assertThat(looks).hasValueLessThan(5000);
    assertThat(found.first().length()).isBetween(100L, 103L);
    assertThat(found.second().length()).isBetween(100L, 103L);
  }

  @Test
  void slices_of_a_tilted_cube_are_all_held() {
    Map<String, String> header =
        with(
            image("TAN", 150.0, 2.0, 0.001, 200, 200),
            "NAXIS",
            3,
            "NAXIS3",
            11,
            "CTYPE3",
            "WAVE",
            "CRVAL3",
            5e-7,
            "CDELT3",
            1e-10,
            "CRPIX3",
            6.0,
            "PC1_3",
            2.0);
    SkyPlane plane = sky(header);
    assertThat(plane.coupledAxes()).containsExactly(3);
    PixelBox found = RegionSearch.box(plane, new SkyCircle(150.0, 2.0, 0.0052)).orElseThrow();
    // 11.4 pixels of the circle, and two more for each of 11 steps along the third axis.
    assertThat(found.first().length()).isBetween(31L, 34L);
    assertThat(found.second().length()).isBetween(11L, 12L);
  }

  private static PixelBox box(long left, long right, long bottom, long top) {
    return new PixelBox(new PixelRange(left, right), new PixelRange(bottom, top));
  }
}
