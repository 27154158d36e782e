// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nasmyth.testkit.Trees.column;
import static org.nasmyth.testkit.Trees.number;
import static org.nasmyth.testkit.Trees.select;
import static org.nasmyth.testkit.Trees.text;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TableStore.IfPresent;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Expression.Comparison;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.QueryBody;
import org.nasmyth.api.query.Source;
import org.nasmyth.sphere.Circle;
import org.nasmyth.sphere.Frame;
import org.nasmyth.sphere.Polygon;
import org.nasmyth.sphere.Position;
import org.nasmyth.sphere.Region;
import org.nasmyth.testkit.TestArchive;
import org.nasmyth.testkit.Trees;
import org.nasmyth.testkit.postgresql.Cluster;
import org.nasmyth.testkit.postgresql.SharedCluster;

/** The database as a whole: loading, the catalogue, streams, cancelling, failures, plans. */
@ExtendWith(SharedCluster.class)
class DatabaseTest {

  private static final String DATABASE = "whole";
  private static final int MANY = 20_000;

  private static Cluster cluster;
  private static TestArchive<PostgresqlDatabase> archive;
  private static Table sky;

  @BeforeAll
  static void open(Cluster started) throws Exception {
    cluster = started;
    archive = Archives.make(cluster, DATABASE);
    List<List<?>> rows = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      double ra = i % 200 * 1.8;
      int row = i / 200;
      double dec = row * 1.7 - 85;
      rows.add(List.of((long) i, ra, dec, "CIRCLE " + ra + " " + dec + " 0.2", "star " + i));
    }
    sky =
        archive.load(
            new TableDefinition(
                Trees.table(
                    "cat",
                    "sky",
                    column("id", ValueType.LONG),
                    column("ra", ValueType.DOUBLE),
                    column("dec", ValueType.DOUBLE),
                    column("s_region", ValueType.REGION),
                    column("name", ValueType.STRING)),
                null,
                new TableDefinition.PositionColumns("ra", "dec"),
                List.of()),
            rows);
  }

  @AfterAll
  static void close() throws Exception {
    if (archive != null) {
      archive.close();
    }
  }

  private static Source from(Table table) {
    return new Source.TableSource(1, table, null);
  }

  private static Expression point() {
    return new Expression.PointOf(column(1, sky, 1), column(1, sky, 2), Frame.ICRS);
  }

  private static Expression constant(Region region) {
    ValueType type = region instanceof Position ? ValueType.POINT : ValueType.REGION;
    return new Expression.RegionConstant(region, type);
  }

  // Loading and the catalogue

  @Test
  void aLoadThatIsGivenUpLeavesNothing() throws Exception {
    Table table = Trees.table("cat", "never", column("id", ValueType.LONG));
    try (TableLoad load =
        archive
            .database()
            .begin(new TableDefinition(table, null, null, List.of()), IfPresent.REFUSE)) {
      load.append(List.of(1L));
      assertThatThrownBy(() -> load.append(List.of("one"))).isInstanceOf(DatabaseException.class);
    }
    assertThat(
            first(
                "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relname LIKE '%nasmyth_load%'"))
        .isEqualTo("0");
  }

  private static String first(String sql) throws SQLException {
    try (Connection connection = cluster.connect(DATABASE);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return result.next() ? result.getString(1) : "";
    }
  }

  @Test
  void changesFromOutsideAreSeen() throws Exception {
    cluster.execute(
        DATABASE,
        "CREATE TABLE cat.outside (id bigint)",
        "INSERT INTO tap_schema.tables (schema_name, table_name, table_type)"
            + " VALUES ('cat', 'cat.outside', 'table')",
        "INSERT INTO tap_schema.columns (table_name, column_name, datatype)"
            + " VALUES ('cat.outside', 'id', 'BIGINT')");
    TableName name = new TableName("cat", "outside");
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> archive.database().catalogue().table(name).isPresent());
    assertThat(archive.table(name).columns().get(0).type()).isEqualTo(ValueType.LONG);
  }

  // Streams

  @Test
  void rowsStreamAndLimitsHold() throws DatabaseException {
    Query all = Query.of(select(from(sky), null, column(1, sky, 0)));
    assertThat(archive.run(all)).hasSize(MANY);
    assertThat(archive.run(all, 17)).hasSize(17);
    try (RowStream stream = archive.database().execute(all, Long.MAX_VALUE, new Cancellation())) {
      assertThat(stream.next()).isNotNull();
    }
    assertThat(archive.run(all, 1)).hasSize(1);
  }

  @Test
  void connectionsCanOnlyRead() {
    AdqlFunction writing =
        new SqlFunction(
            FunctionSignature.of("writing", ValueType.LONG), "setval('cat.numbers', 1)");
    assertThatThrownBy(
            () -> {
              cluster.execute(DATABASE, "CREATE SEQUENCE cat.numbers");
              archive.value(new Expression.FunctionCall(writing, List.of(), ValueType.LONG));
            })
        .isInstanceOf(DatabaseException.class)
        .hasRootCauseInstanceOf(SQLException.class)
        .rootCause()
        .hasMessageContaining("read-only");
  }

  private record SqlFunction(FunctionSignature signature, String template) implements AdqlFunction {
    @Override
    public String description() {
      return "For a test.";
    }

    @Override
    public FunctionBody body() {
      return new FunctionBody.SqlTemplates(Map.of("postgresql", template));
    }
  }

  @Test
  void functionsRunByTheirTemplates() throws DatabaseException {
    AdqlFunction twice =
        new SqlFunction(
            FunctionSignature.of(
                "twice", ValueType.DOUBLE, new FunctionSignature.Parameter("x", ValueType.DOUBLE)),
            "{0} + {0}");
    assertThat(archive.database().supports(twice)).isTrue();
    assertThat(
            archive.value(
                new Expression.FunctionCall(twice, List.of(number(2L)), ValueType.DOUBLE)))
        .isEqualTo(4.0);
  }

  private static Query endless() {
    Source a = new Source.TableSource(1, sky, null);
    Source b = new Source.TableSource(2, sky, null);
    Source c = new Source.TableSource(3, sky, null);
    Source join =
        new Source.Join(
            Source.Join.Kind.INNER, new Source.Join(Source.Join.Kind.INNER, a, b, null), c, null);
    Expression sum =
        new Expression.Aggregate(
            Expression.Aggregate.Function.SUM,
            new Expression.BuiltinCall(
                Expression.Builtin.SIN, List.of(column(3, sky, 1)), ValueType.DOUBLE),
            false,
            ValueType.DOUBLE);
    return Query.of(select(join, null, sum));
  }

  @Test
  void aRunningQueryIsCancelledInTheServerToo() throws Exception {
    Cancellation cancellation = new Cancellation();
    CompletableFuture<DatabaseException> outcome = failing(archive, cancellation);
    String running =
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%sin(%'"
            + " AND pid <> pg_backend_pid()";
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> outcome.isDone() || !"0".equals(first(running)));
    assertThat(outcome).isNotDone();
    cancellation.cancel(Cancellation.Reason.TIME_LIMIT);
    DatabaseException failure = outcome.get(60, TimeUnit.SECONDS);
    assertThat(failure.kind()).isEqualTo(DatabaseException.Kind.CANCELLED);
    assertThat(failure).hasMessage("The query took longer than its time limit.");
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> "0".equals(first(running)));
  }

  private static CompletableFuture<DatabaseException> failing(
      TestArchive<PostgresqlDatabase> on, Cancellation cancellation) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (RowStream stream = on.database().execute(endless(), Long.MAX_VALUE, cancellation)) {
            throw new AssertionError("The query ended: " + stream.next());
          } catch (DatabaseException e) {
            return e;
          }
        });
  }

  @Test
  void aQueryThatWaitsForAConnectionIsCancelledAtOnce() throws Exception {
    try (TestArchive<PostgresqlDatabase> narrow = Archives.of(cluster.port(), DATABASE, 1)) {
      Query all = Query.of(select(from(sky), null, column(1, sky, 0)));
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> !narrow.database().catalogue().tables().isEmpty());
      try (RowStream holder = narrow.database().execute(all, 10_000, new Cancellation())) {
        assertThat(holder.next()).isNotNull();
        Cancellation cancellation = new Cancellation();
        CompletableFuture<DatabaseException> outcome = failing(narrow, cancellation);
        cancellation.cancel(Cancellation.Reason.ABORTED);
        assertThat(outcome.get(60, TimeUnit.SECONDS)).hasMessage("The query was aborted.");
      }
    }
  }

  @Test
  void failuresNameNothingThatIsNotTheUsers() throws Exception {
    Expression bad = new Expression.Cast(text("twelve"), ValueType.DOUBLE);
    assertThatThrownBy(() -> archive.value(bad))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.BAD_VALUE))
        .hasMessage("'twelve' is no value of type DOUBLE.");
    try (TestArchive<PostgresqlDatabase> nowhere = Archives.of(1, DATABASE, 1)) {
      assertThatThrownBy(() -> nowhere.database().ping())
          .isInstanceOfSatisfying(
              DatabaseException.class,
              e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.UNAVAILABLE))
          .hasMessage("The database cannot be reached now; try again in a while.");
    }
  }

  // Plans

  @Test
  void indexesAreUsedWithinAnyCondition() throws Exception {
    cluster.execute(DATABASE, "CREATE INDEX ON cat.sky (id)", "ANALYZE cat.sky");
    Expression byId = new Comparison(Comparison.Operator.EQUAL, column(1, sky, 0), number(5));
    for (Expression condition :
        List.of(
            new Expression.Contains(point(), constant(new Circle(90, 0, 0.5))),
            new Expression.Contains(point(), constant(Polygon.of(90, 0, 91, 0, 91, 1))),
            new Comparison(
                Comparison.Operator.LESS,
                new Expression.Distance(point(), constant(new Position(90, 0))),
                number(0.5)),
            new Expression.Intersects(column(1, sky, 3), constant(new Circle(90, 0, 0.5))),
            new Expression.Contains(constant(new Position(90, 0)), column(1, sky, 3)))) {
      assertThat(Plans.of(cluster, DATABASE, archive.database(), sky, condition))
          .contains("Index")
          .doesNotContain("Seq Scan");
      Expression nested =
          new Expression.Not(
              new Expression.And(
                  List.of(
                      new Expression.Not(condition),
                      new Expression.Not(
                          new Expression.And(
                              List.of(
                                  byId,
                                  new Comparison(
                                      Comparison.Operator.NOT_EQUAL,
                                      column(1, sky, 4),
                                      text("x"))))))));
      assertThat(Plans.of(cluster, DATABASE, archive.database(), sky, nested))
          .contains("BitmapOr")
          .doesNotContain("Seq Scan");
    }
  }

  @Test
  void rowsAreFoundByTheirKeys() throws Exception {
    List<List<Object>> rows = new ArrayList<>();
    for (long i = 0; i < MANY; i++) {
      // Longer than a page of a tree can hold, as some archives' identifiers are.
      rows.add(List.of("F" + i + (i == 7 ? "x".repeat(5000) : ""), i));
    }
    Table keyed =
        archive.load(
            Trees.table(
                "cat",
                "keyed",
                Trees.column("id", ValueType.STRING).asIndexed(),
                Trees.column("number", ValueType.LONG).asIndexed()),
            rows);
    for (Expression condition :
        List.of(
            new Comparison(Comparison.Operator.EQUAL, column(1, keyed, 0), text("F5")),
            new Comparison(Comparison.Operator.EQUAL, column(1, keyed, 1), number(5)),
            new Expression.InList(column(1, keyed, 0), List.of(text("F5"), text("F6")), false))) {
      assertThat(Plans.of(cluster, DATABASE, archive.database(), keyed, condition))
          .contains("Index")
          .doesNotContain("Seq Scan");
    }
  }

  @Test
  void matchesOfPositionsUseAnIndex() throws Exception {
    Expression other = new Expression.PointOf(column(2, sky, 1), column(2, sky, 2), Frame.ICRS);
    Expression near =
        new Comparison(
            Comparison.Operator.LESS, new Expression.Distance(point(), other), number(1.0 / 3600));
    Source join =
        new Source.Join(
            Source.Join.Kind.INNER,
            new Source.TableSource(1, sky, null),
            new Source.TableSource(2, sky, null),
            near);
    Query query = Query.of(select(join, null, column(1, sky, 0), column(2, sky, 0)));
    assertThat(Plans.of(cluster, DATABASE, archive.database(), query)).contains("Index");
  }

  @Test
  void restrictionsStandBeforeWhateverCouldFail() throws Exception {
    Expression visible = new Comparison(Comparison.Operator.LESS, column(1, sky, 0), number(3));
    Source restricted = new Source.TableSource(1, sky, visible);
    Expression failing =
        new Comparison(
            Comparison.Operator.NOT_EQUAL,
            new Expression.Cast(column(1, sky, 4), ValueType.STRING),
            text("x"));
    Expression dividing =
        new Comparison(
            Comparison.Operator.GREATER,
            new Expression.Arithmetic(
                Expression.Arithmetic.Operator.DIVIDE,
                column(1, sky, 0),
                number(2),
                ValueType.LONG),
            number(0));
    Query harmless = Query.of(select(restricted, failing, column(1, sky, 0)));
    Query fallible = Query.of(select(restricted, dividing, column(1, sky, 0)));
    assertThat(archive.run(harmless)).hasSize(3);
    assertThat(archive.run(fallible)).containsExactly(List.of(2L));
    assertThat(archive.database().translate(harmless, 10).sql()).doesNotContain("OFFSET");
    assertThat(archive.database().translate(fallible, 10).sql()).contains("OFFSET 0");
  }

  // Semantics that differ from PostgreSQL's own

  @Test
  void textsAreOrderedByTheirCharactersCodes() throws DatabaseException {
    List<List<?>> rows = new ArrayList<>();
    for (String name : List.of("b", "A", "a", "B", "_", "é")) {
      rows.add(List.of(name));
    }
    Table names = archive.load(Trees.table("cat", "names", column("name", ValueType.STRING)), rows);
    Expression name = column(1, names, 0);
    QueryBody.Select plain = select(from(names), null, name);
    QueryBody distinct =
        new QueryBody.Select(true, plain.outputs(), plain.from(), null, List.of(), null);
    for (QueryBody body : List.of(plain, distinct)) {
      Query sorted =
          new Query(
              List.of(),
              body,
              List.of(new Query.Ordering(new Query.SortKey.OutputColumn(0), false)),
              OptionalLong.empty(),
              0);
      assertThat(archive.run(sorted))
          .extracting(row -> row.get(0))
          .containsExactly("A", "B", "_", "a", "b", "é");
    }
    Expression after = new Comparison(Comparison.Operator.GREATER, name, text("Z"));
    assertThat(archive.where(names, after)).hasSize(4);
  }

  @Test
  void roundingIsAwayFromZeroInTheMiddle() throws DatabaseException {
    assertThat(rounded(2.5, 0)).isEqualTo(3.0);
    assertThat(rounded(-2.5, 0)).isEqualTo(-3.0);
    assertThat(rounded(0.49999999999999994, 0)).isEqualTo(0.0);
    assertThat(rounded(4503599627370497.0, 0)).isEqualTo(4503599627370497.0);
    assertThat(rounded(1250, -2)).isEqualTo(1300.0);
    assertThat((Double) rounded(-1.2345, 3)).isCloseTo(-1.235, within(1e-12));
  }

  private static Object rounded(double value, long digits) throws DatabaseException {
    return archive.value(
        new Expression.BuiltinCall(
            Expression.Builtin.ROUND, List.of(number(value), number(digits)), ValueType.DOUBLE));
  }

  @Test
  void framesOfTheScriptAreThoseOfTheKernel() throws SQLException {
    for (Frame frame : List.of(Frame.FK5, Frame.GALACTIC, Frame.ECLIPTIC)) {
      StringBuilder expected = new StringBuilder();
      for (double[] axis : frame.rotation()) {
        for (double component : axis) {
          expected.append(expected.isEmpty() ? "{" : ",").append(component);
        }
      }
      assertThat(first("SELECT nasmyth.frame('" + frame + "') = '" + expected + "}'::float8[]"))
          .isEqualTo("t");
    }
  }
}
