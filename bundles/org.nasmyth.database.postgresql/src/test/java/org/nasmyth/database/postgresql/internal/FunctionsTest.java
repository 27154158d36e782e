// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nasmyth.testkit.Trees.number;
import static org.nasmyth.testkit.Trees.select;
import static org.nasmyth.testkit.Trees.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature.Parameter;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query;
import org.nasmyth.functions.eso.Intersection;
import org.nasmyth.functions.eso.Substring;
import org.nasmyth.functions.ivoa.DmsToDegrees;
import org.nasmyth.functions.ivoa.EpochPropPos;
import org.nasmyth.functions.ivoa.GeomTransformCircle;
import org.nasmyth.functions.ivoa.GeomTransformPoint;
import org.nasmyth.functions.ivoa.GeomTransformPolygon;
import org.nasmyth.functions.ivoa.HasWord;
import org.nasmyth.functions.ivoa.HealpixCenter;
import org.nasmyth.functions.ivoa.HealpixIndex;
import org.nasmyth.functions.ivoa.HealpixIndexOfPoint;
import org.nasmyth.functions.ivoa.HmsToDegrees;
import org.nasmyth.functions.ivoa.IntervalOverlaps;
import org.nasmyth.sphere.Circle;
import org.nasmyth.sphere.DaliShape;
import org.nasmyth.sphere.Frame;
import org.nasmyth.sphere.Polygon;
import org.nasmyth.sphere.Position;
import org.nasmyth.sphere.Region;
import org.nasmyth.sphere.SkyPoint;
import org.nasmyth.sphere.StcText;
import org.nasmyth.sphere.Union;
import org.nasmyth.testkit.TestArchive;
import org.nasmyth.testkit.postgresql.Cluster;
import org.nasmyth.testkit.postgresql.SharedCluster;

/** Functions with a body in Java have the same values here, where they are computed in SQL. */
@ExtendWith(SharedCluster.class)
class FunctionsTest {

  private static final long SEED = Long.getLong("nasmyth.seed", 20261123L);
  private static final int CASES = Integer.getInteger("nasmyth.cases", 500);
  private static final int AT_ONCE = 25;

  private static Cluster cluster;
  private static TestArchive<PostgresqlDatabase> archive;
  private final Random random = new Random(SEED);

  @BeforeAll
  static void open(Cluster started) throws Exception {
    System.out.println("seed " + SEED);
    cluster = started;
    archive = Archives.make(cluster, "functions");
  }

  @AfterAll
  static void close() throws Exception {
    if (archive != null) {
      archive.close();
    }
  }

  private double longitude() {
    return random.nextInt(5) == 0 ? 45 * random.nextInt(9) : random.nextDouble() * 720 - 180;
  }

  private double latitude() {
    return random.nextInt(5) == 0
        ? 45 * (random.nextInt(5) - 2)
        : Math.toDegrees(Math.asin(2 * random.nextDouble() - 1));
  }

  private SkyPoint point() {
    return new SkyPoint(longitude(), latitude());
  }

  @Test
  void healpixCells() throws DatabaseException {
    agree(new HealpixIndex(), r -> List.of(r.nextInt(30), longitude(), latitude()));
    agree(
        new HealpixIndexOfPoint(),
        r -> List.of(r.nextInt(30), new double[] {longitude(), latitude()}));
    agree(
        new HealpixCenter(),
        r -> {
          int order = r.nextInt(30);
          return List.of(order, Math.floorMod(r.nextLong(), 12L << (2 * order)));
        });
    refuse(new HealpixIndex(), 30, 1.0, 1.0);
    refuse(new HealpixIndex(), 3, 1.0, 91.0);
    refuse(new HealpixCenter(), 1, 48L);
  }

  @Test
  void positionsAtOtherEpochs() throws DatabaseException {
    agree(
        new EpochPropPos(),
        r ->
            Arrays.asList(
                longitude(),
                latitude(),
                r.nextInt(5) == 0 ? null : (Double) (r.nextDouble() * 800),
                r.nextInt(5) == 0 ? null : (Double) (r.nextGaussian() * 3000),
                r.nextInt(5) == 0 ? null : (Double) (r.nextGaussian() * 3000),
                r.nextInt(5) == 0 ? null : (Double) (r.nextGaussian() * 300),
                2000.0,
                2000 + r.nextGaussian() * 500));
    refuse(new EpochPropPos(), 1.0, null, 1.0, 1.0, 1.0, 1.0, 2000.0, 2001.0);
  }

  @Test
  void frames() throws DatabaseException {
    Frame[] frames = Frame.values();
    Function<Random, String> frame = r -> frames[r.nextInt(frames.length)].name();
    agree(
        new GeomTransformPoint(),
        r -> List.of(frame.apply(r), frame.apply(r), DaliShape.values(new Position(point()))));
    agree(
        new GeomTransformCircle(),
        r -> List.of(frame.apply(r), frame.apply(r), DaliShape.values(new Circle(point(), 3.5))));
    agree(
        new GeomTransformPolygon(),
        r ->
            List.of(
                frame.apply(r),
                frame.apply(r),
                DaliShape.values(Polygon.box(point(), 3, 1 + r.nextDouble()))));
  }

  @Test
  void texts() throws DatabaseException {
    List<String> words = List.of("Shown", "that", "a", "primordial", "soup", "M31", "x-y", "");
    Function<Random, String> phrase =
        r -> {
          StringBuilder text = new StringBuilder();
          for (int i = r.nextInt(5); i >= 0; i--) {
            text.append(words.get(r.nextInt(words.size()))).append(r.nextBoolean() ? " " : ", ");
          }
          return r.nextBoolean() ? text.toString() : text.toString().toUpperCase(Locale.ROOT);
        };
    agree(new HasWord(), r -> List.of(phrase.apply(r), phrase.apply(r)));
    agree(new Substring(), r -> List.of(phrase.apply(r), r.nextInt(30) - 5, r.nextInt(20)));
    List<String> angles =
        List.of(
            "3:34:45.4",
            "3h34m45.4s",
            "033445.4",
            "-00:15:00",
            "+0d15m0s",
            "-001500",
            "12:60:00",
            "25:00:00",
            "361d0m0s",
            " 1:2:3. ",
            "north",
            "",
            "-3:34:45",
            "1d2m3s",
            "1H2M3S");
    agree(new HmsToDegrees(), r -> List.of(angles.get(r.nextInt(angles.size()))));
    agree(new DmsToDegrees(), r -> List.of(angles.get(r.nextInt(angles.size()))));
    refuse(new Substring(), "abc", 1, -1);
  }

  @Test
  void intervals() throws DatabaseException {
    agree(
        new IntervalOverlaps(),
        r ->
            List.of(
                (double) r.nextInt(6),
                (double) r.nextInt(6),
                (double) r.nextInt(6),
                (double) r.nextInt(6)));
  }

  @Test
  void theCommonAreaOfRegions() throws DatabaseException {
    agree(
        new Intersection(),
        r -> {
          SkyPoint centre = point();
          double size = size();
          return List.of(
              StcText.write(region(centre, size, 3)), StcText.write(region(centre, size, 3)));
        });
  }

  @Test
  void unionsWhoseMembersOverlapHaveAnAreaAndACentre() throws DatabaseException {
    for (int i = 0; i < CASES / 5; i++) {
      Region region = region(point(), size(), 3);
      Expression constant = new Expression.RegionOf(text(StcText.write(region)));
      assertThat((Double) archive.value(new Expression.Area(constant)))
          .as(StcText.write(region))
          .isCloseTo(region.area(), Percentage.withPercentage(1e-6));
      double[] centre = (double[]) archive.value(new Expression.Centroid(constant));
      assertThat(new SkyPoint(centre[0], centre[1]).distance(region.centroid()))
          .as(StcText.write(region))
          .isLessThan(1e-6);
    }
  }

  @Test
  void polygonsThatReachBeyondAHemisphereAreRefused() {
    Region band = Polygon.of(0, -5, 100, -5, 200, -5, 200, 5, 100, 5, 0, 5);
    Expression point = new Expression.PointOf(number(10.0), number(0.0), Frame.ICRS);
    Expression asConstant = new Expression.RegionConstant(band, ValueType.REGION);
    Expression asText = new Expression.RegionOf(text(StcText.write(band)));
    for (Expression region : List.of(asConstant, asText)) {
      assertThatThrownBy(() -> archive.value(new Expression.Contains(point, region)))
          .isInstanceOfSatisfying(
              DatabaseException.class,
              e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.UNSUPPORTED))
          .hasMessageContaining("farther than 90 degrees");
    }
  }

  @Test
  void membersOfAUnionContainARegionTogether() throws DatabaseException {
    int together = 0;
    for (int i = 0; i < CASES / 5; i++) {
      SkyPoint centre = point();
      double size = 0.01 + 3 * random.nextDouble();
      Region left = Polygon.box(moved(centre, -size / 2), size * 1.2, size);
      Region right = Polygon.box(moved(centre, size / 2), size * 1.2, size);
      Region both = Union.of(left, right);
      Region inner = new Circle(centre, size * (0.3 + 0.4 * random.nextDouble()));
      boolean expected = both.contains(inner);
      together += expected ? 1 : 0;
      Expression contains =
          new Expression.Contains(
              new Expression.RegionOf(text(StcText.write(inner))),
              new Expression.RegionOf(text(StcText.write(both))));
      assertThat(archive.value(contains)).as(both + " " + inner).isEqualTo(expected);
    }
    assertThat(together).isPositive();
  }

  private static SkyPoint moved(SkyPoint centre, double degrees) {
    Polygon arms = Polygon.box(centre, 2 * Math.abs(degrees), 1e-3);
    int corner = degrees < 0 ? 0 : 1;
    return Union.of(
            new Position(arms.vertices().get(corner)),
            new Position(arms.vertices().get(3 - corner)))
        .centroid();
  }

  /** Arcseconds to the largest that boxes can be. */
  private double size() {
    return Math.min(70, Math.pow(10, random.nextDouble() * 5 - 3));
  }

  private Region region(SkyPoint centre, double size, int kinds) {
    SkyPoint near = moved(centre, size * (random.nextDouble() - 0.5) + 1e-9);
    return switch (random.nextInt(kinds)) {
      case 0 -> new Circle(near, size * (0.2 + random.nextDouble()));
      case 1 ->
          Polygon.box(near, size * (0.2 + random.nextDouble()), size * (0.2 + random.nextDouble()));
      default ->
          Union.of(region(centre, size, 2), region(centre, size, 2), region(centre, size, 2));
    };
  }

  // What the database and the code in Java say

  private void agree(AdqlFunction function, Function<Random, List<?>> arguments)
      throws DatabaseException {
    List<List<?>> cases = new ArrayList<>();
    for (int i = 0; i < CASES; i++) {
      cases.add(arguments.apply(random));
    }
    for (int first = 0; first < CASES; first += AT_ONCE) {
      List<List<?>> some = cases.subList(first, Math.min(CASES, first + AT_ONCE));
      Expression[] calls =
          some.stream().map(values -> call(function, values)).toArray(Expression[]::new);
      List<@Nullable Object> row = archive.run(Query.of(select(null, null, calls))).get(0);
      for (int i = 0; i < some.size(); i++) {
        assertSame(row.get(i), inJava(function, some.get(i)), described(function, some.get(i)));
      }
    }
  }

  private static void assertSame(
      @Nullable Object actual, @Nullable Object expected, String description) {
    if (expected instanceof double[] numbers) {
      double[] values = (double[]) Objects.requireNonNull(actual);
      assertThat(values).as(description).hasSameSizeAs(numbers);
      for (int i = 0; i + 1 < numbers.length; i += 2) {
        SkyPoint point = new SkyPoint(values[i], values[i + 1]);
        assertThat(point.distance(new SkyPoint(numbers[i], numbers[i + 1])))
            .as(description)
            .isLessThan(1e-9);
      }
    } else if (expected instanceof Double value) {
      assertThat((Double) actual)
          .as(description)
          .isCloseTo(value, within(1e-9 * Math.max(1e-3, Math.abs(value))));
    } else {
      assertThat(actual).as(description).isEqualTo(expected);
    }
  }

  private static String described(AdqlFunction function, List<?> arguments) {
    return function.signature().name()
        + arguments.stream()
            .map(value -> value instanceof double[] a ? Arrays.toString(a) : String.valueOf(value))
            .toList();
  }

  private static @Nullable Object inJava(AdqlFunction function, List<?> arguments) {
    FunctionBody.JavaBody body = (FunctionBody.JavaBody) function.body();
    return body.code().apply(new ArrayList<>(arguments));
  }

  private static void refuse(AdqlFunction function, @Nullable Object... arguments) {
    List<?> values = Arrays.asList(arguments);
    assertThatThrownBy(() -> inJava(function, values)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> archive.value(call(function, values)))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.BAD_VALUE))
        .hasMessageNotContaining("nasmyth");
  }

  private static Expression call(AdqlFunction function, List<?> values) {
    List<Parameter> parameters = function.signature().parameters();
    List<Expression> arguments = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      arguments.add(constant(values.get(i), parameters.get(i).type()));
    }
    return call(function, arguments.toArray(Expression[]::new));
  }

  private static Expression call(AdqlFunction function, Expression... arguments) {
    return new Expression.FunctionCall(function, List.of(arguments), function.signature().result());
  }

  private static Expression constant(@Nullable Object value, ValueType type) {
    if (value instanceof double[] numbers) {
      DaliShape shape =
          numbers.length == 2
              ? DaliShape.POINT
              : numbers.length == 3 ? DaliShape.CIRCLE : DaliShape.POLYGON;
      return new Expression.RegionConstant(shape.region(numbers), type);
    }
    if (type.isGeometry()) {
      return new Expression.RegionConstant(
          StcText.parse(String.valueOf(value)).in(Frame.ICRS), type);
    }
    return new Expression.Constant(value instanceof Integer i ? Long.valueOf(i) : value, type);
  }
}
