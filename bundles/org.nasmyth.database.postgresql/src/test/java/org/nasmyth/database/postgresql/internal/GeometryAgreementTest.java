// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nasmyth.sphere.Circle;
import org.nasmyth.sphere.Polygon;
import org.nasmyth.sphere.Position;
import org.nasmyth.sphere.PreparedRegion;
import org.nasmyth.sphere.Region;
import org.nasmyth.sphere.SkyPoint;
import org.nasmyth.testkit.postgresql.Cluster;
import org.nasmyth.testkit.postgresql.SharedCluster;
import org.postgresql.PGConnection;

/**
 * Our geometry against pgSphere's, on random shapes of all sizes everywhere on the sky. They may
 * differ only where a shape can be changed by pgSphere's tolerance of 1e-9 radians so that they
 * agree. {@code -Dnasmyth.geometry.cases} says how many pairs, {@code -Dnasmyth.seed} which.
 */
@ExtendWith(SharedCluster.class)
class GeometryAgreementTest {

  private static final long SEED = Long.getLong("nasmyth.seed", 20261123L);
  private static final int CASES = Integer.getInteger("nasmyth.geometry.cases", 100_000);
  private static final String DATABASE = "sphere";

  /** Degrees: a little more than pgSphere's tolerance, which applies to each coordinate. */
  private static final double MARGIN = Math.toDegrees(3e-9);

  /** Square degrees for each corner, whose angle pgSphere knows to 1e-9 radians. */
  private static final double AREA_MARGIN = Math.toDegrees(Math.toDegrees(1e-9));

  private static Cluster cluster;
  private final Random random = new Random(SEED);

  @BeforeAll
  static void open(Cluster started) throws Exception {
    System.out.println("seed " + SEED);
    cluster = started;
    cluster.create(DATABASE);
    cluster.installExtension(DATABASE, "pg_sphere");
  }

  // Shapes

  private SkyPoint anywhere() {
    return switch (random.nextInt(6)) {
      case 0 -> new SkyPoint(random.nextDouble() * 360, random.nextBoolean() ? 90 : -90);
      case 1 ->
          new SkyPoint(
              random.nextDouble() * 360,
              Math.copySign(90 - Math.pow(10, -4 * random.nextDouble()), random.nextGaussian()));
      case 2 -> new SkyPoint(random.nextGaussian() * 1e-3, random.nextDouble() * 120 - 60);
      default ->
          new SkyPoint(
              random.nextDouble() * 360, Math.toDegrees(Math.asin(2 * random.nextDouble() - 1)));
    };
  }

  /** Some arcseconds to half the sky; near a pole, smaller polygons can have no area left. */
  private double size() {
    return random.nextInt(4) == 0
        ? 60 * random.nextDouble()
        : Math.pow(10, random.nextDouble() * 4 - 3);
  }

  /** A point at a distance from another, in some direction. */
  private static SkyPoint beside(SkyPoint centre, double distance, double direction) {
    double lat = Math.toRadians(centre.latitude());
    double far = Math.toRadians(distance);
    double sine =
        Math.sin(lat) * Math.cos(far) + Math.cos(lat) * Math.sin(far) * Math.cos(direction);
    double turn =
        Math.atan2(
            Math.sin(direction) * Math.sin(far) * Math.cos(lat),
            Math.cos(far) - Math.sin(lat) * sine);
    double cosine =
        Math.hypot(
            Math.sin(direction) * Math.sin(far),
            Math.cos(far) * Math.cos(lat) - Math.sin(lat) * Math.sin(far) * Math.cos(direction));
    return new SkyPoint(
        centre.longitude() + Math.toDegrees(turn), Math.toDegrees(Math.atan2(sine, cosine)));
  }

  private SkyPoint near(SkyPoint centre, double size) {
    return beside(centre, size * 1.5 * random.nextDouble(), 2 * Math.PI * random.nextDouble());
  }

  private Circle circle(SkyPoint centre, double size) {
    return new Circle(near(centre, size), Math.min(89, size * random.nextDouble()));
  }

  /** A polygon whose vertices are seen one after the other from its middle. */
  private Polygon polygon(SkyPoint centre, double size) {
    SkyPoint middle = near(centre, size);
    int n = 3 + random.nextInt(8);
    List<SkyPoint> vertices = new ArrayList<>();
    double start = random.nextDouble();
    for (int i = 0; i < n; i++) {
      double direction = 2 * Math.PI * (i + start + 0.6 * random.nextDouble()) / n;
      vertices.add(beside(middle, size * (0.4 + 0.6 * random.nextDouble()), direction));
    }
    return new Polygon(vertices);
  }

  // pgSphere's answers

  private record Pair(Region first, Region second) {}

  private interface Answer {
    void read(Pair pair, ResultSet row) throws Exception;
  }

  private static void ask(List<Pair> pairs, String types, String questions, Answer answer)
      throws Exception {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < pairs.size(); i++) {
      rows.append(i).append('\t').append(written(pairs.get(i).first())).append('\t');
      rows.append(written(pairs.get(i).second())).append('\n');
    }
    try (Connection connection = cluster.connect(DATABASE);
        Statement statement = connection.createStatement()) {
      String[] type = types.split(",", -1);
      statement.execute(
          "CREATE TEMP TABLE pairs (id integer, a " + type[0] + ", b " + type[1] + ")");
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY pairs FROM STDIN", new StringReader(rows.toString()));
      try (ResultSet row = statement.executeQuery("SELECT id, " + questions + " FROM pairs")) {
        while (row.next()) {
          answer.read(pairs.get(row.getInt(1)), row);
        }
      }
    }
  }

  private static String written(Region region) {
    if (region instanceof Position position) {
      return written(position.point());
    }
    if (region instanceof Circle circle) {
      return "<" + written(circle.centre()) + "," + Math.toRadians(circle.radius()) + ">";
    }
    return SphereText.write((Polygon) region);
  }

  private static String written(SkyPoint point) {
    return "(" + Math.toRadians(point.longitude()) + "," + Math.toRadians(point.latitude()) + ")";
  }

  private interface Maker {
    Pair of(SkyPoint centre, double size);
  }

  private List<Pair> pairs(Maker maker) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < CASES / 6; i++) {
      pairs.add(maker.of(anywhere(), size()));
    }
    return pairs;
  }

  /**
   * What is true of how many pairs, and those where pgSphere says otherwise beyond its tolerance.
   */
  private static final class Count {
    private final String question;
    private int trues;
    private int borders;
    private int all;
    private final List<String> differences = new ArrayList<>();

    Count(String question) {
      this.question = question;
    }

    void compare(Pair pair, boolean theirs, boolean ours, boolean oursIfLess, boolean oursIfMore) {
      all++;
      trues += ours ? 1 : 0;
      if (theirs != ours) {
        if (oursIfLess != oursIfMore) {
          borders++;
        } else {
          differences.add(question + ": " + theirs + " for " + pair);
        }
      }
    }

    void check() {
      System.out.printf("%s: %d cases, %d true, %d on a border%n", question, all, trues, borders);
      assertThat(differences).isEmpty();
      assertThat(trues).as(question).isBetween(1, Math.max(1, all - 1));
    }
  }

  private static Circle grown(Region circle, double by) {
    Circle c = (Circle) circle;
    return new Circle(c.centre(), Math.max(0, Math.min(180, c.radius() + by)));
  }

  // What is compared

  @Test
  void pointsInCircles() throws Exception {
    Count inside = new Count("point in circle");
    ask(
        pairs((centre, size) -> new Pair(new Position(near(centre, size)), circle(centre, size))),
        "spoint,scircle",
        "a <@ b",
        (pair, row) ->
            inside.compare(
                pair,
                row.getBoolean(2),
                pair.second().contains(pair.first()),
                grown(pair.second(), -MARGIN).contains(pair.first()),
                grown(pair.second(), MARGIN).contains(pair.first())));
    inside.check();
  }

  @Test
  void pointsInPolygons() throws Exception {
    Count inside = new Count("point in polygon");
    List<String> areas = new ArrayList<>();
    ask(
        pairs((centre, size) -> new Pair(new Position(near(centre, size)), polygon(centre, size))),
        "spoint,spoly",
        "a <@ b, area(b)",
        (pair, row) -> {
          PreparedRegion polygon = pair.second().prepare();
          Circle spot = new Circle(((Position) pair.first()).point(), MARGIN);
          inside.compare(
              pair,
              row.getBoolean(2),
              polygon.contains(pair.first().prepare()),
              polygon.contains(spot.prepare()),
              polygon.intersects(spot.prepare()));
          double theirs = row.getDouble(3) * Math.toDegrees(1) * Math.toDegrees(1);
          double ours = polygon.area();
          int corners = ((Polygon) pair.second()).vertices().size();
          if (Math.abs(theirs - ours) > corners * AREA_MARGIN) {
            areas.add(theirs + " for " + pair + ", ours " + ours);
          }
        });
    inside.check();
    assertThat(areas).as("areas of polygons").isEmpty();
  }

  @Test
  void circlesAndCircles() throws Exception {
    Count meet = new Count("circle intersects circle");
    Count inside = new Count("circle in circle");
    ask(
        pairs((centre, size) -> new Pair(circle(centre, size), circle(centre, size))),
        "scircle,scircle",
        "a && b, a <@ b",
        (pair, row) -> {
          Circle small = grown(pair.first(), -MARGIN);
          Circle large = grown(pair.first(), MARGIN);
          meet.compare(
              pair,
              row.getBoolean(2),
              pair.first().intersects(pair.second()),
              small.intersects(pair.second()),
              large.intersects(pair.second()));
          inside.compare(
              pair,
              row.getBoolean(3),
              pair.second().contains(pair.first()),
              pair.second().contains(large),
              pair.second().contains(small));
        });
    meet.check();
    inside.check();
  }

  @Test
  void circlesAndPolygons() throws Exception {
    Count meet = new Count("circle intersects polygon");
    Count inside = new Count("circle in polygon");
    Count around = new Count("polygon in circle");
    ask(
        pairs((centre, size) -> new Pair(circle(centre, size), polygon(centre, size))),
        "scircle,spoly",
        "a && b, a <@ b, b <@ a",
        (pair, row) -> {
          PreparedRegion polygon = pair.second().prepare();
          PreparedRegion circle = pair.first().prepare();
          PreparedRegion small = grown(pair.first(), -MARGIN).prepare();
          PreparedRegion large = grown(pair.first(), MARGIN).prepare();
          meet.compare(
              pair,
              row.getBoolean(2),
              polygon.intersects(circle),
              polygon.intersects(small),
              polygon.intersects(large));
          inside.compare(
              pair,
              row.getBoolean(3),
              polygon.contains(circle),
              polygon.contains(large),
              polygon.contains(small));
          around.compare(
              pair,
              row.getBoolean(4),
              circle.contains(polygon),
              small.contains(polygon),
              large.contains(polygon));
        });
    meet.check();
    inside.check();
    around.check();
  }

  @Test
  void polygonsAndPolygons() throws Exception {
    Count meet = new Count("polygon intersects polygon");
    Count inside = new Count("polygon in polygon");
    ask(
        pairs(
            (centre, size) ->
                new Pair(
                    polygon(centre, size * (random.nextBoolean() ? 1 : 0.2)),
                    polygon(centre, size))),
        "spoly,spoly",
        "a && b, a <@ b",
        (pair, row) -> {
          PreparedRegion first = pair.first().prepare();
          PreparedRegion second = pair.second().prepare();
          boolean touching = touch(first, second);
          meet.compare(pair, row.getBoolean(2), first.intersects(second), !touching, true);
          inside.compare(pair, row.getBoolean(3), second.contains(first), !touching, true);
        });
    meet.check();
    inside.check();
  }

  /** Whether a vertex of one lies as near to the border of the other as pgSphere's tolerance. */
  private static boolean touch(PreparedRegion one, PreparedRegion other) {
    return touches(one, other) || touches(other, one);
  }

  private static boolean touches(PreparedRegion one, PreparedRegion other) {
    for (SkyPoint vertex : ((Polygon) one.region()).vertices()) {
      PreparedRegion spot = new Circle(vertex, MARGIN).prepare();
      if (other.intersects(spot) && !other.contains(spot)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void distances() throws Exception {
    List<String> differences = new ArrayList<>();
    ask(
        pairs(
            (centre, size) ->
                new Pair(new Position(near(centre, size)), new Position(near(centre, size)))),
        "spoint,spoint",
        "degrees(a <-> b)",
        (pair, row) -> {
          double ours =
              ((Position) pair.first()).point().distance(((Position) pair.second()).point());
          if (Math.abs(ours - row.getDouble(2)) > MARGIN) {
            differences.add(row.getDouble(2) + " for " + pair + ", ours " + ours);
          }
        });
    assertThat(differences).isEmpty();
  }
}
