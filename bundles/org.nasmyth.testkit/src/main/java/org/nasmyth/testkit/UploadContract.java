// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nasmyth.testkit.Trees.column;
import static org.nasmyth.testkit.Trees.number;
import static org.nasmyth.testkit.Trees.select;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableDefinition.PositionColumns;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.database.UploadSession;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.Schema;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.Source;
import org.nasmyth.sphere.Frame;

/**
 * How queries bring tables along. Extend it for a database that takes uploads, and say how an
 * archive is opened.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class UploadContract {

  private static final int STARS = 3000;
  private static final double RADIUS = 0.4;

  private TestArchive<?> archive;
  private Table stars;
  private final List<List<Object>> sky = new ArrayList<>();

  /** Opens an empty archive, which the contract closes. */
  protected abstract TestArchive<?> open() throws Exception;

  @BeforeAll
  void start() throws Exception {
    archive = open();
    long seed = System.nanoTime();
    System.out.println("Positions of " + getClass().getSimpleName() + " from seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < STARS; i++) {
      sky.add(List.of((long) i, random.nextDouble() * 20 - 10, random.nextDouble() * 20 + 70));
    }
    stars = archive.load(positions("cat", "stars"), sky);
  }

  @AfterAll
  void close() throws Exception {
    if (archive != null) {
      archive.close();
    }
  }

  private static TableDefinition positions(String schema, String name) {
    Table table =
        Trees.table(
            schema,
            name,
            column("id", ValueType.LONG),
            column("ra", ValueType.DOUBLE),
            column("dec", ValueType.DOUBLE));
    return new TableDefinition(table, null, new PositionColumns("ra", "dec"), List.of());
  }

  private UploadSession session() throws DatabaseException {
    return archive.database().openUploads(new Cancellation());
  }

  private static Table upload(
      UploadSession session,
      TableDefinition definition,
      List<? extends List<? extends @Nullable Object>> rows)
      throws DatabaseException {
    try (TableLoad load = session.begin(definition)) {
      for (List<? extends @Nullable Object> row : rows) {
        load.append(row);
      }
      assertThat(load.commit()).isEqualTo(rows.size());
    }
    return session.database().catalogue().table(definition.table().name()).orElseThrow();
  }

  private static TableDefinition plain(Column... columns) {
    Table table = Trees.table(UploadSession.SCHEMA, "mine", columns);
    return new TableDefinition(table, null, null, List.of());
  }

  private static List<List<@Nullable Object>> run(TapDatabase database, Query query)
      throws DatabaseException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (RowStream stream = database.execute(query, Long.MAX_VALUE, new Cancellation())) {
      for (RowBatch batch = stream.next(); batch != null; batch = stream.next()) {
        for (int i = 0; i < batch.rows(); i++) {
          List<@Nullable Object> row = new ArrayList<>();
          for (int k = 0; k < query.fields().size(); k++) {
            row.add(batch.column(k).get(i));
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private static Query all(Table table) {
    Expression[] columns =
        IntStream.range(0, table.columns().size())
            .mapToObj(i -> column(1, table, i))
            .toArray(Expression[]::new);
    return Query.of(select(new Source.TableSource(1, table, null), null, columns));
  }

  private static Expression point(int source, Table table) {
    return new Expression.PointOf(column(source, table, 1), column(source, table, 2), Frame.ICRS);
  }

  @Test
  void uploadsAreTaken() {
    assertThat(archive.database().takesUploads()).isTrue();
  }

  @Test
  void valuesOfEveryTypeComeBackAsTheyWentAndInTheirOrder() throws DatabaseException {
    TableDefinition definition =
        plain(
            column("select", ValueType.LONG),
            column("SELECT_2", ValueType.BOOLEAN),
            column("größe \"m\"", new ValueType(Datatype.UNSIGNED_BYTE, null, null)),
            column("a very long name ".repeat(8), ValueType.SHORT),
            column("float", ValueType.FLOAT),
            column("text", ValueType.UNICODE_STRING),
            column("when", ValueType.TIMESTAMP),
            column("point", ValueType.POINT),
            column("circle", ValueType.CIRCLE),
            column("polygon", ValueType.POLYGON),
            column("region", ValueType.REGION),
            column("flags", new ValueType(Datatype.BOOLEAN, "*", null)));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (long i = 0; i < 2000; i++) {
      rows.add(
          i % 3 == 0
              ? Arrays.asList(i, null, null, null, null, null, null, null, null, null, null, null)
              : Arrays.asList(
                  i,
                  i % 2 == 0,
                  (short) (i % 256),
                  (short) -i,
                  i / 7f,
                  "é\t\n\\ 😀 " + i,
                  "2020-01-01T00:00:00.000001Z",
                  new double[] {i % 360, -3},
                  new double[] {i % 360, -3, 0.5},
                  new double[] {1, 2, 3, 2, 2, 3},
                  "CIRCLE ICRS 10 20 0.5",
                  new boolean[] {true, false}));
    }
    try (UploadSession session = session()) {
      Table mine = upload(session, definition, rows);
      assertThat(mine).isEqualTo(definition.table());
      List<List<@Nullable Object>> back = run(session.database(), all(mine));
      assertThat(back).hasSameSizeAs(rows);
      for (int i = 0; i < rows.size(); i++) {
        assertThat(Arrays.deepToString(back.get(i).toArray()))
            .isEqualTo(Arrays.deepToString(rows.get(i).toArray()));
      }
    }
  }

  @Test
  void positionsMatchThoseOfTheArchive() throws DatabaseException {
    for (double radius : List.of(RADIUS, 0.01, 0.001)) {
      positionsMatch(radius);
    }
  }

  private void positionsMatch(double radius) throws DatabaseException {
    List<List<Object>> sought =
        sky.subList(0, 300).stream()
            .map(row -> List.<Object>of(row.get(0), row.get(1), (double) row.get(2) - 0.9 * radius))
            .toList();
    List<String> expected = pairs(sought, radius);
    assertThat(expected).hasSizeGreaterThan(250);
    Table mine = positions(UploadSession.SCHEMA, "mine").table();
    Expression near =
        new Expression.Comparison(
            Expression.Comparison.Operator.LESS,
            new Expression.Distance(point(1, mine), point(2, stars)),
            number(radius));
    Expression within =
        new Expression.Contains(
            point(2, stars), new Expression.CircleOf(point(1, mine), number(radius)));
    for (Expression condition : List.of(near, within)) {
      try (UploadSession session = session()) {
        assertThat(upload(session, positions(UploadSession.SCHEMA, "mine"), sought))
            .isEqualTo(mine);
        assertThat(matches(session, mine, condition)).containsExactlyInAnyOrderElementsOf(expected);
      }
    }
  }

  /** The ids of rows of an uploaded table with those of stars that fulfil a condition with them. */
  private List<String> matches(UploadSession session, Table mine, Expression condition)
      throws DatabaseException {
    Source both =
        new Source.Join(
            Source.Join.Kind.INNER,
            new Source.TableSource(1, mine, null),
            new Source.TableSource(2, stars, null),
            condition);
    Query query = Query.of(select(both, null, column(1, mine, 0), column(2, stars, 0)));
    return run(session.database(), query).stream()
        .map(row -> row.get(0) + " " + row.get(1))
        .toList();
  }

  /** The same by comparing each with each. */
  private List<String> pairs(List<List<Object>> sought, double radius) {
    List<String> pairs = new ArrayList<>();
    for (List<Object> one : sought) {
      for (List<Object> other : sky) {
        if (distance(one, other) < radius) {
          pairs.add(one.get(0) + " " + other.get(0));
        }
      }
    }
    return pairs;
  }

  private static double distance(List<Object> one, List<Object> other) {
    double lon = Math.toRadians((double) one.get(1) - (double) other.get(1));
    double lat = Math.toRadians((double) one.get(2) - (double) other.get(2));
    double a =
        Math.pow(Math.sin(lat / 2), 2)
            + Math.cos(Math.toRadians((double) one.get(2)))
                * Math.cos(Math.toRadians((double) other.get(2)))
                * Math.pow(Math.sin(lon / 2), 2);
    return Math.toDegrees(2 * Math.asin(Math.min(1, Math.sqrt(a))));
  }

  @Test
  void positionsOfTheArchiveAreFoundInUploadedRegions() throws DatabaseException {
    Table table =
        Trees.table(
            UploadSession.SCHEMA,
            "mine",
            column("id", ValueType.LONG),
            column("region", ValueType.CIRCLE));
    List<List<Object>> regions =
        sky.subList(0, 50).stream()
            .map(
                row ->
                    List.<Object>of(
                        row.get(0),
                        new double[] {
                          ((double) row.get(1) + 360) % 360, (double) row.get(2), RADIUS
                        }))
            .toList();
    try (UploadSession session = session()) {
      Table mine = upload(session, new TableDefinition(table, null, null, List.of()), regions);
      Expression inside = new Expression.Contains(point(2, stars), column(1, mine, 1));
      assertThat(matches(session, mine, inside))
          .containsExactlyInAnyOrderElementsOf(pairs(sky.subList(0, 50), RADIUS));
    }
  }

  @Test
  void severalTablesOfOneQueryAreThereTogether() throws DatabaseException {
    try (UploadSession session = session()) {
      Table mine = upload(session, plain(column("id", ValueType.INT)), List.of(List.of(1)));
      Table empty =
          upload(session, positions(UploadSession.SCHEMA, "empty"), List.<List<Object>>of());
      assertThat(session.database().catalogue().schemas())
          .filteredOn(schema -> schema.name().equals(UploadSession.SCHEMA))
          .flatExtracting(Schema::tables)
          .containsExactly(mine, empty);
      assertThat(session.database().catalogue().table(stars.name())).contains(stars);
      assertThatThrownBy(() -> session.begin(positions(UploadSession.SCHEMA, "MINE")))
          .isInstanceOfSatisfying(
              DatabaseException.class,
              e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.CONFLICT));
      assertThat(run(session.database(), all(empty))).isEmpty();
    }
  }

  @Test
  void nobodyElseSeesThem() throws DatabaseException {
    TableDefinition definition = plain(column("id", ValueType.INT));
    try (UploadSession one = session();
        UploadSession other = session()) {
      Table mine = upload(one, definition, List.of(List.of(1)));
      Table theirs = upload(other, definition, List.of(List.of(2)));
      assertThat(run(one.database(), all(mine))).containsExactly(List.of(1));
      assertThat(run(other.database(), all(theirs))).containsExactly(List.of(2));
      assertThat(archive.database().catalogue().table(mine.name())).isEmpty();
      assertThatThrownBy(() -> run(archive.database(), all(mine)))
          .isInstanceOf(DatabaseException.class);
    }
  }

  @Test
  void nothingIsLeftOfASession() throws DatabaseException {
    TableDefinition definition = plain(column("id", ValueType.INT));
    TapDatabase closed;
    Table mine;
    try (UploadSession session = session()) {
      closed = session.database();
      mine = upload(session, definition, List.of(List.of(1)));
    }
    TapDatabase after = closed;
    assertThatThrownBy(() -> run(after, all(mine))).isInstanceOf(DatabaseException.class);
    for (int i = 0; i < 12; i++) {
      try (UploadSession session = session()) {
        Table again = upload(session, definition, List.of(List.of(i)));
        assertThat(run(session.database(), all(again))).containsExactly(List.of(i));
      }
    }
  }

  @Test
  void aValueThatDoesNotFitIsNamed() throws DatabaseException {
    try (UploadSession session = session()) {
      try (TableLoad load = session.begin(plain(column("flag", ValueType.SHORT)))) {
        load.append(List.of((short) 1));
        assertThatThrownBy(() -> load.append(List.of(40_000)))
            .isInstanceOfSatisfying(
                DatabaseException.class,
                e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.BAD_VALUE))
            .hasMessage(
                "Row 2 of TAP_UPLOAD.mine: column flag: '40000' (Integer) is no value of type"
                    + " short.");
      }
      assertThat(session.database().catalogue().table(new TableName("TAP_UPLOAD", "mine")))
          .isEmpty();
    }
    assertThat(run(archive.database(), all(stars))).hasSize(STARS);
  }

  @Test
  void aCancelledQueryEndsItsSession() throws DatabaseException {
    Cancellation cancellation = new Cancellation();
    try (UploadSession session = archive.database().openUploads(cancellation)) {
      Table mine = upload(session, plain(column("id", ValueType.INT)), List.of(List.of(1)));
      cancellation.cancel(Cancellation.Reason.ABORTED);
      assertThatThrownBy(
              () -> {
                try (RowStream rows =
                    session.database().execute(all(mine), Long.MAX_VALUE, cancellation)) {
                  rows.next();
                }
              })
          .isInstanceOfSatisfying(
              DatabaseException.class,
              e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.CANCELLED));
    }
    assertThat(run(archive.database(), all(stars))).hasSize(STARS);
  }
}
