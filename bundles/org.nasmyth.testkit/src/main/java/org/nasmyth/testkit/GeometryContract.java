// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nasmyth.testkit.Trees.column;
import static org.nasmyth.testkit.Trees.number;
import static org.nasmyth.testkit.Trees.select;
import static org.nasmyth.testkit.Trees.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Expression.Comparison;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.Source;
import org.nasmyth.sphere.Circle;
import org.nasmyth.sphere.Frame;
import org.nasmyth.sphere.Polygon;
import org.nasmyth.sphere.Position;
import org.nasmyth.sphere.PreparedRegion;
import org.nasmyth.sphere.Region;
import org.nasmyth.sphere.SkyPoint;
import org.nasmyth.sphere.StcText;
import org.nasmyth.sphere.Union;

/**
 * Geometry in the database against the same geometry in Java, with and without an index. Extend it
 * and say how an archive is opened. Random cases come from a fixed seed, which is printed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class GeometryContract {

  private static final long SEED = 20261123;
  private static final int ROWS = 800;

  private TestArchive<?> archive;
  private Table indexed;
  private Table plain;
  private final List<@Nullable SkyPoint> points = new ArrayList<>();
  private final List<@Nullable Region> regions = new ArrayList<>();

  /** Opens an empty archive, which the contract closes. */
  protected abstract TestArchive<?> open() throws Exception;

  @BeforeAll
  void load() throws Exception {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    List<List<?>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      SkyPoint point = random.nextInt(20) == 0 ? null : randomPoint(random);
      Region region = random.nextInt(20) == 0 ? null : randomRegion(random);
      points.add(point);
      regions.add(region);
      rows.add(
          Arrays.asList(
              (long) i,
              point == null ? null : point.longitude(),
              point == null ? null : point.latitude(),
              region == null ? null : StcText.write(region)));
    }
    archive = open();
    indexed =
        archive.load(
            new TableDefinition(
                table("indexed"),
                null,
                new TableDefinition.PositionColumns("ra", "dec"),
                List.of()),
            rows);
    plain =
        archive.load(
            Trees.table(
                "sky",
                "plain",
                column("id", ValueType.LONG),
                column("ra", ValueType.DOUBLE),
                column("dec", ValueType.DOUBLE),
                column("s_region", ValueType.STRING)),
            rows);
  }

  private Table table(String name) {
    return Trees.table(
        "sky",
        name,
        column("id", ValueType.LONG),
        column("ra", ValueType.DOUBLE),
        column("dec", ValueType.DOUBLE),
        column("s_region", ValueType.REGION));
  }

  private static SkyPoint randomPoint(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> new SkyPoint(random.nextDouble() * 360, random.nextBoolean() ? 90 : -90);
      case 1 -> new SkyPoint(random.nextBoolean() ? 0 : 359.9999, random.nextDouble() * 2 - 1);
      default -> new SkyPoint(150 + random.nextGaussian() * 5, 2 + random.nextGaussian() * 5);
    };
  }

  private static Region randomRegion(Random random) {
    SkyPoint centre = randomPoint(random);
    double radius = Math.pow(10, random.nextDouble() * 3 - 2);
    return switch (random.nextInt(3)) {
      case 0 -> new Circle(centre, radius);
      case 1 ->
          Polygon.box(
              centre, Math.min(radius, 20) * (0.5 + random.nextDouble()), Math.min(radius, 20));
      default -> {
        SkyPoint other = randomPoint(random);
        yield new Union(List.of(new Circle(centre, radius / 2), new Circle(other, radius / 3)));
      }
    };
  }

  @AfterAll
  void close() throws Exception {
    if (archive != null) {
      archive.close();
    }
  }

  private Expression value(Table table, int column) {
    return Trees.column(1, table, column);
  }

  private Expression point(Table table) {
    return new Expression.PointOf(value(table, 1), value(table, 2), Frame.ICRS);
  }

  private Expression region(Table table) {
    return table.equals(plain) ? new Expression.RegionOf(value(table, 3)) : value(table, 3);
  }

  private Expression constant(Region region) {
    ValueType type = region instanceof Position ? ValueType.POINT : ValueType.REGION;
    return new Expression.RegionConstant(region, type);
  }

  private interface Condition {
    Expression on(Table table);
  }

  /** Checks a condition, its negation and it within OR and AND on both tables. */
  private <T> void check(Condition condition, List<@Nullable T> values, Predicate<T> expected)
      throws DatabaseException {
    List<Object> holds = new ArrayList<>();
    List<Object> fails = new ArrayList<>();
    List<Object> either = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      T value = values.get(i);
      if (value != null) {
        (expected.test(value) ? holds : fails).add((long) i);
      }
      if (i < 5 || (value != null && expected.test(value))) {
        either.add((long) i);
      }
    }
    for (Table table : List.of(indexed, plain)) {
      Expression early = new Comparison(Comparison.Operator.LESS, value(table, 0), number(5));
      assertThat(archive.where(table, condition.on(table))).isEqualTo(holds);
      assertThat(archive.where(table, new Expression.Not(condition.on(table)))).isEqualTo(fails);
      assertThat(archive.where(table, new Expression.Or(List.of(early, condition.on(table)))))
          .isEqualTo(either);
      assertThat(archive.where(table, new Expression.IsNull(condition.on(table), false)))
          .hasSize(values.size() - holds.size() - fails.size());
    }
  }

  private List<Region> questions() {
    Random random = new Random(SEED + 1);
    List<Region> questions = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      questions.add(randomRegion(random));
    }
    questions.add(new Circle(0, 90, 1));
    questions.add(new Circle(0, 0, 0.5));
    questions.add(new Circle(10, 10, 180));
    questions.add(new Circle(10, 10, 0));
    return questions;
  }

  @Test
  void pointsInConstantRegions() throws DatabaseException {
    for (Region region : questions()) {
      PreparedRegion prepared = region.prepare();
      check(
          table -> new Expression.Contains(point(table), constant(region)),
          points,
          prepared::contains);
    }
  }

  @Test
  void pointsNearAConstantPoint() throws DatabaseException {
    for (Region region : questions()) {
      SkyPoint centre = region.centroid();
      for (double radius : new double[] {0.01, 1, 30, 179.99}) {
        Expression centreValue = constant(new Position(centre));
        check(
            table ->
                new Comparison(
                    Comparison.Operator.LESS,
                    new Expression.Distance(point(table), centreValue),
                    number(radius)),
            points,
            p -> p.distance(centre) < radius);
        check(
            table ->
                new Comparison(
                    Comparison.Operator.GREATER_OR_EQUAL,
                    number(radius),
                    new Expression.Distance(centreValue, point(table))),
            points,
            p -> centre.distance(p) <= radius);
      }
    }
  }

  @Test
  void regionColumnsAgainstConstantRegions() throws DatabaseException {
    for (Region region : questions()) {
      PreparedRegion prepared = region.prepare();
      check(
          table -> new Expression.Intersects(region(table), constant(region)),
          regions,
          r -> r.prepare().intersects(prepared));
      check(
          table -> new Expression.Contains(region(table), constant(region)),
          regions,
          r -> prepared.contains(r.prepare()));
      check(
          table -> new Expression.Contains(constant(region), region(table)),
          regions,
          r -> r.prepare().contains(prepared));
      SkyPoint centre = region.centroid();
      check(
          table -> new Expression.Contains(constant(new Position(centre)), region(table)),
          regions,
          r -> r.contains(centre));
    }
  }

  @Test
  void positionsMatchPositions() throws DatabaseException {
    for (double radius : new double[] {0.002, 0.3}) {
      List<List<Object>> expected = pairs(points, points, (a, b) -> a.distance(b) < radius);
      for (Table right : List.of(indexed, plain)) {
        Expression near =
            new Comparison(
                Comparison.Operator.LESS,
                new Expression.Distance(pointOf(1, indexed), pointOf(2, right)),
                number(radius));
        assertThat(joined(Source.Join.Kind.INNER, right, near, null)).isEqualTo(expected);
        assertThat(joined(Source.Join.Kind.INNER, right, null, near)).isEqualTo(expected);
        Expression within =
            new Expression.Contains(
                pointOf(2, right), new Expression.CircleOf(pointOf(1, indexed), number(radius)));
        assertThat(joined(Source.Join.Kind.INNER, right, within, null)).isEqualTo(expected);
        List<List<Object>> left = joined(Source.Join.Kind.LEFT, right, near, null);
        assertThat(left.stream().filter(row -> row.get(1) != null).toList()).isEqualTo(expected);
        assertThat(left.stream().map(row -> row.get(0)).distinct()).hasSize(ROWS);
      }
    }
  }

  @Test
  void positionsMatchRegionsAndRegionsMatchRegions() throws DatabaseException {
    Expression few =
        new Comparison(Comparison.Operator.LESS, Trees.column(2, indexed, 0), number(100));
    List<@Nullable Region> first = new ArrayList<>(regions.subList(0, 100));
    List<@Nullable PreparedRegion> prepared = prepared(first);
    Expression inside = new Expression.Contains(pointOf(1, indexed), Trees.column(2, indexed, 3));
    assertThat(joined(Source.Join.Kind.INNER, indexed, inside, few))
        .isEqualTo(pairs(points, prepared, (p, r) -> r.contains(p)));
    Expression meet =
        new Expression.Intersects(Trees.column(1, indexed, 3), Trees.column(2, indexed, 3));
    assertThat(joined(Source.Join.Kind.INNER, indexed, meet, few))
        .isEqualTo(pairs(prepared(regions), prepared, PreparedRegion::intersects));
  }

  private List<@Nullable PreparedRegion> prepared(List<@Nullable Region> regions) {
    List<@Nullable PreparedRegion> prepared = new ArrayList<>();
    regions.forEach(region -> prepared.add(region == null ? null : region.prepare()));
    return prepared;
  }

  private static <A, B> List<List<Object>> pairs(
      List<@Nullable A> left, List<@Nullable B> right, BiPredicate<A, B> match) {
    List<List<Object>> pairs = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      for (int k = 0; k < right.size(); k++) {
        A a = left.get(i);
        B b = right.get(k);
        if (a != null && b != null && match.test(a, b)) {
          pairs.add(List.of((long) i, (long) k));
        }
      }
    }
    return pairs;
  }

  private Expression pointOf(int source, Table table) {
    return new Expression.PointOf(
        Trees.column(source, table, 1), Trees.column(source, table, 2), Frame.ICRS);
  }

  private List<List<Object>> joined(
      Source.Join.Kind kind,
      Table right,
      @Nullable Expression condition,
      @Nullable Expression where)
      throws DatabaseException {
    Source join =
        new Source.Join(
            kind,
            new Source.TableSource(1, indexed, null),
            new Source.TableSource(2, right, null),
            condition);
    Query query =
        new Query(
            List.of(),
            select(join, where, Trees.column(1, indexed, 0), Trees.column(2, right, 0)),
            List.of(
                new Query.Ordering(new Query.SortKey.OutputColumn(0), false),
                new Query.Ordering(new Query.SortKey.OutputColumn(1), false)),
            OptionalLong.empty(),
            0);
    return archive.run(query);
  }

  @Test
  void measures() throws DatabaseException {
    Region region = new Circle(30, 40, 1);
    assertThat((Double) archive.value(new Expression.Area(constant(region))))
        .isCloseTo(region.area(), within(1e-12));
    Expression centre = new Expression.Centroid(constant(region));
    Expression longitude = new Expression.Coordinate(Expression.Coordinate.Axis.LONGITUDE, centre);
    Expression latitude = new Expression.Coordinate(Expression.Coordinate.Axis.LATITUDE, centre);
    assertThat((Double) archive.value(longitude)).isCloseTo(30, within(1e-12));
    assertThat((Double) archive.value(latitude)).isCloseTo(40, within(1e-12));
    Expression from = new Expression.PointOf(number(10.0), number(0.0), Frame.ICRS);
    Expression to = new Expression.PointOf(number(11.0), number(0.0), Frame.ICRS);
    assertThat((Double) archive.value(new Expression.Distance(from, to)))
        .isCloseTo(1, within(1e-13));
  }

  @Test
  void aRegionMeetsAndContainsItself() throws DatabaseException {
    Table spots =
        archive.load(
            Trees.table(
                "sky", "spots", column("id", ValueType.LONG), column("s", ValueType.REGION)),
            List.of(
                List.of(1L, "POSITION ICRS 10.5 20.5"),
                List.of(2L, "CIRCLE ICRS 10.5 20.5 0.000001"),
                List.of(3L, "POSITION ICRS 0 90")));
    Expression region = value(spots, 1);
    assertThat(archive.where(spots, new Expression.Intersects(region, region)))
        .containsExactly(1L, 2L, 3L);
    assertThat(archive.where(spots, new Expression.Contains(region, region)))
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void framesAreRotated() throws DatabaseException {
    Expression centre = new Expression.PointOf(number(0.0), number(0.0), Frame.GALACTIC);
    SkyPoint expected = Frame.GALACTIC.to(Frame.ICRS, new SkyPoint(0, 0));
    assertThat((double[]) archive.value(centre))
        .containsExactly(new double[] {expected.longitude(), expected.latitude()}, within(1e-12));
  }

  @Test
  void constructedGeometriesAreDelivered() throws DatabaseException {
    Expression point = new Expression.PointOf(number(10.0), number(20.0), Frame.ICRS);
    assertThat((double[]) archive.value(point)).containsExactly(10, 20);
    assertThat((double[]) archive.value(new Expression.CircleOf(point, number(1.5))))
        .containsExactly(10, 20, 1.5);
    Expression other = new Expression.PointOf(number(11.0), number(20.0), Frame.ICRS);
    Expression third = new Expression.PointOf(number(11.0), number(21.0), Frame.ICRS);
    assertThat((double[]) archive.value(new Expression.PolygonOf(List.of(point, other, third))))
        .containsExactly(10, 20, 11, 20, 11, 21);
    Expression box =
        new Expression.BoxOf(number(10.0), number(0.0), number(2.0), number(2.0), Frame.ICRS);
    assertThat((Double) archive.value(new Expression.Area(box)))
        .isCloseTo(Polygon.box(new SkyPoint(10, 0), 2, 2).area(), within(1e-9));
    assertThat(archive.value(new Expression.RegionOf(text("circle 1 2 3"))))
        .isEqualTo(StcText.write(new Circle(1, 2, 3)));
    Expression nowhere =
        new Expression.PointOf(
            number(10.0), new Expression.Constant(null, ValueType.DOUBLE), Frame.ICRS);
    assertThat(archive.value(nowhere)).isNull();
    assertThat(archive.value(new Expression.CircleOf(nowhere, number(1.0)))).isNull();
    assertThat((double[]) archive.value(constant(new Position(1, 2)))).containsExactly(1, 2);
  }

  @Test
  void badRegionsAreTold() {
    assertThatThrownBy(() -> archive.value(new Expression.RegionOf(text("CIRCLE 1 2"))))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.BAD_VALUE))
        .hasMessageNotContaining("nasmyth")
        .hasMessageNotContaining("Exception");
  }

  @Test
  void footprintsAreDeliveredAsTheyWere() throws DatabaseException {
    assertThat(
            archive.run(
                Query.of(
                    select(
                        new Source.TableSource(1, indexed, null),
                        new Comparison(Comparison.Operator.LESS, value(indexed, 0), number(1)),
                        value(indexed, 3)))))
        .containsExactly(
            Arrays.asList(regions.get(0) == null ? null : StcText.write(regions.get(0))));
  }
}
