// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nasmyth.testkit.Trees.column;
import static org.nasmyth.testkit.Trees.number;
import static org.nasmyth.testkit.Trees.select;

import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TableStore.IfPresent;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Expression.Comparison;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.Source;
import org.nasmyth.sphere.Circle;
import org.nasmyth.sphere.Frame;
import org.nasmyth.sphere.Position;
import org.nasmyth.sql.Sql;
import org.nasmyth.testkit.Trees;

/** Whether DuckDB skips blocks of rows, by what it says itself of a query that it has run. */
class IndexUseTest {

  /** Enough for several of DuckDB's row groups of 122,880. */
  private static final int ROWS = 800_000;

  private static final Pattern SCANNED = Pattern.compile("Row Groups Scanned: (\\d+) / (\\d+)");

  private static Engine engine;
  private static ArchiveStore store;
  private static Table stars;

  @BeforeAll
  static void open() throws Exception {
    engine = Engine.open(Archives.configuration(":memory:", 2));
    store = new ArchiveStore(engine);
    TableDefinition definition =
        new TableDefinition(
            Trees.table(
                "cat",
                "stars",
                column("id", ValueType.LONG).asIndexed(),
                column("ra", ValueType.DOUBLE),
                column("dec", ValueType.DOUBLE)),
            null,
            new TableDefinition.PositionColumns("ra", "dec"),
            List.of());
    Random random = new Random(42);
    try (TableLoad load = store.begin(definition, IfPresent.REFUSE)) {
      for (long i = 0; i < ROWS; i++) {
        double latitude = Math.toDegrees(Math.asin(2 * random.nextDouble() - 1));
        load.append(List.of(i, random.nextDouble() * 360, latitude));
      }
      load.commit();
    }
    stars = definition.table();
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  private static Expression value(int column) {
    return Trees.column(1, stars, column);
  }

  private static Expression point() {
    return new Expression.PointOf(value(1), value(2), Frame.ICRS);
  }

  private static Expression cone() {
    return coneAround(33, 12);
  }

  private static Expression coneAround(double longitude, double latitude) {
    return new Expression.Contains(
        point(),
        new Expression.RegionConstant(new Circle(longitude, latitude, 0.1), ValueType.CIRCLE));
  }

  /** The part of the table's blocks that are looked into. */
  private static double scanned(Expression condition) throws Exception {
    Matcher matcher = SCANNED.matcher(plan(condition));
    return matcher.find()
        ? Double.parseDouble(matcher.group(1)) / Double.parseDouble(matcher.group(2))
        : 1;
  }

  private static String plan(Expression condition) throws Exception {
    Dialect dialect = new Dialect(engine.constants(), new JavaFunctions(engine));
    Query query = Query.of(select(new Source.TableSource(1, stars, null), condition, value(0)));
    Translation translation = dialect.translate(query, Long.MAX_VALUE, store.archive());
    var connection = engine.acquire();
    try {
      return String.valueOf(
          new Sql(connection)
              .rows("EXPLAIN ANALYZE " + translation.sql(), translation.parameters().toArray())
              .get(0)
              .get(1));
    } finally {
      engine.release(connection);
      translation.release();
    }
  }

  @Test
  void aRowIsFoundByItsKey() throws Exception {
    assertThat(plan(new Comparison(Comparison.Operator.EQUAL, value(0), number(77))))
        .contains("Index Scan");
    assertThat(plan(new Expression.InList(value(0), List.of(number(7), number(9)), false)))
        .contains("Index Scan");
  }

  @Test
  void aConeLooksIntoFewBlocks() throws Exception {
    assertThat(scanned(cone())).isLessThan(0.5);
  }

  @Test
  void aDistanceLooksIntoFewBlocks() throws Exception {
    Expression centre = new Expression.RegionConstant(new Position(33, 12), ValueType.POINT);
    Expression near =
        new Comparison(
            Comparison.Operator.LESS, new Expression.Distance(point(), centre), number(0.1));
    assertThat(scanned(near)).isLessThan(0.5);
  }

  @Test
  void aConeBesideOtherConditionsLooksIntoFewBlocks() throws Exception {
    Expression bright = new Comparison(Comparison.Operator.GREATER, value(0), number(5));
    assertThat(scanned(new Expression.And(List.of(bright, cone())))).isLessThan(0.5);
  }

  @Test
  void conesWithinAndOrAndNotLookIntoFewBlocks() throws Exception {
    Expression bright = new Comparison(Comparison.Operator.GREATER, value(0), number(5));
    Expression either = new Expression.Or(List.of(cone(), coneAround(34, 13)));
    Expression nested =
        new Expression.And(
            List.of(
                bright,
                new Expression.Or(
                    List.of(coneAround(34, 13), new Expression.And(List.of(cone(), bright))))));
    Expression twiceNegated =
        new Expression.Not(
            new Expression.And(
                List.of(new Expression.Not(cone()), new Expression.Not(coneAround(34, 13)))));
    for (Expression condition : List.of(either, nested, twiceNegated)) {
      assertThat(scanned(condition)).as(condition.toString()).isLessThan(0.5);
    }
  }
}
