// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nasmyth.testkit.Trees.number;
import static org.nasmyth.testkit.Trees.select;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nasmyth.api.database.AdqlFeatures;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Expression.Comparison;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.Source;
import org.nasmyth.sphere.Circle;
import org.nasmyth.sphere.Frame;
import org.nasmyth.sphere.Polygon;
import org.nasmyth.sphere.Position;
import org.nasmyth.sphere.Region;
import org.nasmyth.sphere.SkyPoint;
import org.nasmyth.sphere.StcText;
import org.nasmyth.sphere.Union;
import org.nasmyth.testkit.TestArchive;
import org.nasmyth.testkit.Trees;
import org.nasmyth.testkit.postgresql.Cluster;
import org.nasmyth.testkit.postgresql.SharedCluster;

/**
 * A database as DaCHS makes them: pgSphere's types, q3c's indexes, a TAP_SCHEMA with columns of its
 * own, nothing of Nasmyth's installed.
 */
@ExtendWith(SharedCluster.class)
class PgSphereTest {

  private static final long SEED = 20261123;
  private static final int ROWS = 2000;
  private static final String DATABASE = "dachs";

  private static Cluster cluster;
  private static TestArchive<PostgresqlDatabase> archive;
  private static Table frames;
  private static final List<SkyPoint> points = new ArrayList<>();
  private static final List<Region> regions = new ArrayList<>();

  @BeforeAll
  static void open(Cluster started) throws Exception {
    System.out.println("seed " + SEED);
    cluster = started;
    cluster.create(DATABASE);
    cluster.installExtension(DATABASE, "pg_sphere");
    cluster.installExtension(DATABASE, "q3c");
    cluster.execute(
        DATABASE,
        "CREATE SCHEMA tap_schema",
        "CREATE TABLE tap_schema.schemas (schema_name text PRIMARY KEY, description text,"
            + " utype text, schema_index integer)",
        "CREATE TABLE tap_schema.tables (schema_name text, table_name text PRIMARY KEY,"
            + " table_type text, description text, utype text, table_index integer,"
            + " sourcerd text, nrows bigint)",
        "CREATE TABLE tap_schema.columns (table_name text, column_name text, description text,"
            + " unit text, ucd text, utype text, datatype text, arraysize text, xtype text,"
            + " size integer, principal integer NOT NULL, indexed integer NOT NULL,"
            + " std integer NOT NULL, sourcerd text, column_index smallint)",
        "CREATE TABLE tap_schema.keys (key_id text, from_table text, target_table text,"
            + " description text, utype text, sourcerd text)",
        "CREATE TABLE tap_schema.key_columns (key_id text, from_column text,"
            + " target_column text, sourcerd text)",
        "INSERT INTO tap_schema.schemas VALUES ('img', 'Images', NULL, NULL)",
        "INSERT INTO tap_schema.tables VALUES"
            + " ('img', 'img.frames', 'table', 'Frames', NULL, NULL, 'img/q', 2000),"
            + " ('img', 'img.gone', 'table', 'Hidden', NULL, NULL, 'img/q', 0)",
        "INSERT INTO tap_schema.columns (table_name, column_name, datatype, arraysize, xtype,"
            + " principal, indexed, std, column_index) VALUES"
            + " ('img.frames', 'id', 'long', NULL, NULL, 1, 0, 0, 0),"
            + " ('img.frames', 'ra', 'double', NULL, NULL, 1, 1, 0, 1),"
            + " ('img.frames', 'dec', 'double', NULL, NULL, 1, 1, 0, 2),"
            + " ('img.frames', 'pos', 'double', '2', 'point', 0, 1, 0, 3),"
            + " ('img.frames', 's_region', 'char', '*', 'adql:REGION', 0, 1, 0, 4),"
            + " ('img.frames', 'coverage', 'double', '*', 'polygon', 0, 0, 0, 5),"
            + " ('img.frames', 'em_min', 'double', NULL, NULL, 0, 0, 0, 6),"
            + " ('img.frames', 'embargo', 'char', '*', NULL, 0, 0, 0, 7),"
            + " ('img.frames', 'taken', 'char', '19', 'timestamp', 0, 0, 0, 8),"
            + " ('img.frames', 'missing', 'char', '*', NULL, 0, 0, 0, 9),"
            + " ('img.gone', 'id', 'long', NULL, NULL, 1, 0, 0, 0)",
        "CREATE SCHEMA img",
        "CREATE TABLE img.frames (id bigint, ra float8, \"dec\" float8, pos spoint,"
            + " s_region spoly, coverage spoly, em_min real, embargo date, taken timestamp)");
    fill();
    cluster.execute(
        DATABASE,
        "CREATE INDEX ON img.frames (q3c_ang2ipix(ra, \"dec\"))",
        "CREATE INDEX ON img.frames USING gist (spoint(radians(ra), radians(\"dec\")))",
        "CREATE INDEX ON img.frames USING gist (pos)",
        "CREATE INDEX ON img.frames USING gist (s_region)",
        "ANALYZE img.frames");
    archive = Archives.of(cluster.port(), DATABASE, 4);
    frames = archive.table(new TableName("img", "frames"));
  }

  private static void fill() throws Exception {
    Random random = new Random(SEED);
    try (var connection = cluster.connect(DATABASE);
        var insert =
            connection.prepareStatement(
                "INSERT INTO img.frames VALUES (?, ?, ?, spoint(radians(?), radians(?)),"
                    + " ?::spoly, ?::spoly, 0.1, '2020-01-01', '2020-01-01 10:00:00')")) {
      for (int i = 0; i < ROWS; i++) {
        SkyPoint point = point(random);
        Polygon region =
            Polygon.box(point(random), 0.1 + random.nextDouble() * 3, 0.1 + random.nextDouble());
        points.add(point);
        regions.add(region);
        insert.setLong(1, i);
        insert.setDouble(2, point.longitude());
        insert.setDouble(3, point.latitude());
        insert.setDouble(4, point.longitude());
        insert.setDouble(5, point.latitude());
        insert.setString(6, SphereText.write(region));
        insert.setString(7, SphereText.write(region));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static SkyPoint point(Random random) {
    return new SkyPoint(
        Math.floorMod((int) (random.nextGaussian() * 8e6), 360_000_000) / 1e6,
        Math.max(-90, Math.min(90, random.nextGaussian() * 8)));
  }

  @AfterAll
  static void close() throws Exception {
    if (archive != null) {
      archive.close();
    }
  }

  private static Expression column(String name) {
    return Trees.column(1, frames, frames.positionsOf(name).get(0));
  }

  private static Expression madePoint() {
    return new Expression.PointOf(column("ra"), column("dec"), Frame.ICRS);
  }

  private static Expression constant(Region region) {
    ValueType type = region instanceof Position ? ValueType.POINT : ValueType.REGION;
    return new Expression.RegionConstant(region, type);
  }

  private static <T> List<Object> which(List<T> values, Predicate<T> condition) {
    List<Object> ids = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      if (condition.test(values.get(i))) {
        ids.add((long) i);
      }
    }
    return ids;
  }

  private static List<Region> questions() {
    return List.of(
        new Circle(1, 1, 0.5),
        new Circle(359, -3, 4),
        Polygon.of(358, -2, 3, -2, 4, 3, 0, 1, 357, 4),
        Polygon.box(new SkyPoint(5, 5), 4, 4),
        new Union(List.of(new Circle(0, 0, 1), Polygon.box(new SkyPoint(10, 10), 3, 2))));
  }

  @Test
  void theCatalogueIsReadAsItIs() throws DatabaseException {
    assertThat(frames.columns()).extracting(c -> c.name()).doesNotContain("missing");
    assertThat(archive.database().catalogue().tablesNamed("gone")).isEmpty();
    assertThat(frames.attributes())
        .extracting(attribute -> attribute.field().name() + "=" + attribute.value())
        .containsExactlyInAnyOrder("sourcerd=img/q", "nrows=2000");
    assertThat(archive.database().catalogue().tablesNamed("TAP_SCHEMA", "columns")).hasSize(1);
  }

  @Test
  void valuesComeInTheTypesThatTapSchemaClaims() throws DatabaseException {
    List<Object> row =
        archive
            .run(
                Query.of(
                    select(
                        new Source.TableSource(1, frames, null),
                        new Comparison(Comparison.Operator.EQUAL, column("id"), number(7)),
                        column("em_min"),
                        column("embargo"),
                        column("taken"),
                        column("pos"),
                        column("s_region"),
                        column("coverage"))))
            .get(0);
    assertThat(row.subList(0, 3))
        .containsExactly((double) 0.1f, "2020-01-01", "2020-01-01T10:00:00Z");
    assertThat(((double[]) row.get(3))[0]).isCloseTo(points.get(7).longitude(), within(1e-12));
    Region region = StcText.parse((String) row.get(4)).region();
    assertThat(region.overlapArea(regions.get(7))).isCloseTo(regions.get(7).area(), within(1e-9));
    assertThat((double[]) row.get(5)).hasSize(8);
  }

  @Test
  void positionsInConstantRegions() throws DatabaseException {
    for (Region region : questions()) {
      List<Object> expected = which(points, region::contains);
      assertThat(expected).isNotEmpty();
      for (Expression point : List.of(madePoint(), column("pos"))) {
        Expression condition = new Expression.Contains(point, constant(region));
        assertThat(archive.where(frames, condition)).isEqualTo(expected);
        assertThat(archive.where(frames, new Expression.Not(condition)))
            .hasSize(ROWS - expected.size());
      }
    }
  }

  @Test
  void regionColumnsAgainstConstants() throws DatabaseException {
    for (Region region : questions()) {
      assertThat(
              archive.where(
                  frames, new Expression.Intersects(column("s_region"), constant(region))))
          .isEqualTo(which(regions, r -> r.intersects(region)));
      if (!(region instanceof Union)) {
        assertThat(
                archive.where(
                    frames, new Expression.Contains(column("s_region"), constant(region))))
            .isEqualTo(which(regions, region::contains));
      }
    }
    SkyPoint centre = regions.get(3).centroid();
    assertThat(
            archive.where(
                frames,
                new Expression.Contains(constant(new Position(centre)), column("s_region"))))
        .isEqualTo(which(regions, r -> r.contains(centre)))
        .contains(3L);
  }

  @Test
  void positionsMatchPositionsAndRegions() throws DatabaseException {
    double radius = 0.05;
    Expression other =
        new Expression.PointOf(Trees.column(2, frames, 1), Trees.column(2, frames, 2), Frame.ICRS);
    Expression near =
        new Comparison(
            Comparison.Operator.LESS, new Expression.Distance(madePoint(), other), number(radius));
    long expected =
        points.stream()
            .mapToLong(a -> points.stream().filter(b -> a.distance(b) < radius).count())
            .sum();
    assertThat(pairs(near)).isEqualTo(expected);
    Expression inside = new Expression.Contains(madePoint(), Trees.column(2, frames, 4));
    long within = regions.stream().mapToLong(r -> which(points, r::contains).size()).sum();
    assertThat(pairs(inside)).isEqualTo(within);
  }

  private static long pairs(Expression condition) throws DatabaseException {
    Source join =
        new Source.Join(
            Source.Join.Kind.INNER,
            new Source.TableSource(1, frames, null),
            new Source.TableSource(2, frames, null),
            condition);
    Expression count =
        new Expression.Aggregate(Expression.Aggregate.Function.COUNT, null, false, ValueType.LONG);
    return (Long) archive.run(Query.of(select(join, null, count))).get(0).get(0);
  }

  @Test
  void regionsPassThroughSubQueriesSetsAndDistinctRows() throws DatabaseException {
    Comparison few = new Comparison(Comparison.Operator.LESS, column("id"), number(3));
    Query inner =
        Query.of(
            select(new Source.TableSource(1, frames, null), few, column("id"), column("s_region")));
    Source derived = new Source.DerivedSource(5, inner);
    Expression region = new Expression.ColumnValue(5, 1, frames.columns().get(4).type());
    Expression meets =
        new Expression.Intersects(region, constant(new Circle(regions.get(1).centroid(), 1e-3)));
    assertThat(
            archive.run(
                new Query(
                    List.of(),
                    select(derived, meets, new Expression.ColumnValue(5, 0, ValueType.LONG)),
                    List.of(),
                    OptionalLong.empty(),
                    0)))
        .contains(List.of(1L));
    assertThat(archive.run(Query.of(select(derived, null, region))))
        .allSatisfy(row -> assertThat((String) row.get(0)).startsWith("POLYGON "));
  }

  @Test
  void indexesAreUsedWithinAnyCondition() throws Exception {
    Expression bright = new Comparison(Comparison.Operator.EQUAL, column("id"), number(5));
    cluster.execute(DATABASE, "CREATE INDEX ON img.frames (id)");
    for (Expression condition :
        List.of(
            new Expression.Contains(madePoint(), constant(new Circle(1, 1, 0.1))),
            new Expression.Contains(column("pos"), constant(new Circle(1, 1, 0.1))),
            new Expression.Intersects(column("s_region"), constant(new Circle(1, 1, 0.1))))) {
      Expression nested =
          new Expression.Not(
              new Expression.And(
                  List.of(new Expression.Not(bright), new Expression.Not(condition))));
      assertThat(Plans.of(cluster, DATABASE, archive.database(), frames, condition))
          .contains("Index")
          .doesNotContain("Seq Scan");
      assertThat(Plans.of(cluster, DATABASE, archive.database(), frames, nested))
          .contains("BitmapOr")
          .doesNotContain("Seq Scan");
    }
  }

  @Test
  void whatNeedsOurFunctionsIsRefusedAndNotPublished() throws DatabaseException {
    assertThat(archive.database().features().geometry())
        .doesNotContain(AdqlFeatures.Geometry.REGION, AdqlFeatures.Geometry.CENTROID);
    Expression centre = new Expression.Centroid(column("s_region"));
    assertThatThrownBy(() -> archive.where(frames, new Expression.IsNull(centre, false)))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.UNSUPPORTED))
        .hasMessageNotContaining("nasmyth");
  }
}
