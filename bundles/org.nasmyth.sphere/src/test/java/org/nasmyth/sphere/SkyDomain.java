// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Random regions: everywhere on the sky, the poles and longitude 0 often, arcseconds to radians
 * wide.
 */
class SkyDomain extends DomainContextBase {
  @Provide
  Arbitrary<Scene> scenes() {
    return Arbitraries.randomValue(SkyDomain::scene);
  }

  @Provide
  Arbitrary<SkyPoint> points() {
    return Arbitraries.randomValue(SkyDomain::anywhere);
  }

  @Provide
  Arbitrary<Region> regions() {
    return Arbitraries.randomValue(SkyDomain::region);
  }

  private static Region region(Random random) {
    Scene scene = scene(random);
    return switch (random.nextInt(4)) {
      case 0 -> new Position(scene.point());
      case 1 -> scene.circle();
      case 2 -> scene.polygon();
      default ->
          Union.of(scene.polygon(), scene.circle(), scene.other(), new Position(scene.point()));
    };
  }

  private static Scene scene(Random random) {
    double scale = Math.exp(Math.log(3e-4) + random.nextDouble() * Math.log(45 / 3e-4));
    SkyPoint centre = anywhere(random);
    return new Scene(
        scale,
        star(random, near(random, centre, scale), scale),
        star(random, near(random, centre, scale), scale),
        new Circle(near(random, centre, scale), scale * (0.05 + 1.5 * random.nextDouble())),
        new Circle(near(random, centre, scale), scale * (0.05 + 1.5 * random.nextDouble())),
        near(random, centre, 1.5 * scale));
  }

  private static SkyPoint anywhere(Random random) {
    double longitude = random.nextInt(4) == 0 ? 0 : random.nextDouble() * 360;
    double latitude = Math.toDegrees(Math.asin(2 * random.nextDouble() - 1));
    return switch (random.nextInt(8)) {
      case 0 -> new SkyPoint(longitude, 90);
      case 1 -> new SkyPoint(longitude, -90);
      case 2 -> new SkyPoint(longitude, 0);
      default -> new SkyPoint(longitude, latitude);
    };
  }

  private static SkyPoint near(Random random, SkyPoint centre, double scale) {
    return offset(centre, random.nextDouble() * 2 * Math.PI, scale * random.nextDouble());
  }

  private static Polygon star(Random random, SkyPoint centre, double scale) {
    int corners = 3 + random.nextInt(random.nextInt(6) == 0 ? 60 : 6);
    double[] angles = random.doubles(corners, 0, 0.8 / corners).toArray();
    List<SkyPoint> vertices = new ArrayList<>();
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * ((double) i / corners + angles[i]);
      vertices.add(offset(centre, angle, scale * (0.3 + 0.7 * random.nextDouble())));
    }
    if (random.nextBoolean()) {
      Collections.reverse(vertices);
    }
    return new Polygon(vertices);
  }

  /**
   * The point at a distance in degrees from a centre, in a direction in radians from east to north.
   */
  static SkyPoint offset(SkyPoint centre, double angle, double distance) {
    double[] c = {centre.x(), centre.y(), centre.z()};
    SkyPoint e = new SkyPoint(centre.longitude() + 90, 0);
    double[] east = {e.x(), e.y(), e.z()};
    double[] north = {
      c[1] * east[2] - c[2] * east[1],
      c[2] * east[0] - c[0] * east[2],
      c[0] * east[1] - c[1] * east[0]
    };
    double d = Math.toRadians(distance);
    double[] v = new double[3];
    Arrays.setAll(
        v,
        i ->
            Math.cos(d) * c[i]
                + Math.sin(d) * (Math.cos(angle) * east[i] + Math.sin(angle) * north[i]));
    return SkyPoint.ofVector(v[0], v[1], v[2]);
  }
}
