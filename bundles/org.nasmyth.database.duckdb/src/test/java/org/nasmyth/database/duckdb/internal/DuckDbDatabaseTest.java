// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nasmyth.testkit.Trees.column;
import static org.nasmyth.testkit.Trees.number;
import static org.nasmyth.testkit.Trees.select;
import static org.nasmyth.testkit.Trees.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.DatabaseException.Kind;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TableStore.IfPresent;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Expression.Aggregate;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.Source;
import org.nasmyth.sphere.Position;
import org.nasmyth.sql.Sql;
import org.nasmyth.sql.UnusableDatabaseException;
import org.nasmyth.testkit.TestArchive;
import org.nasmyth.testkit.Trees;

class DuckDbDatabaseTest {

  private TestArchive<DuckDbDatabase> archive;

  @BeforeEach
  void open() {
    archive = Archives.inMemory();
  }

  @AfterEach
  void close() throws Exception {
    archive.close();
  }

  private static Table numbers() {
    return Trees.table("cat", "numbers", column("n", ValueType.LONG));
  }

  private static List<List<Object>> rows(int count) {
    return IntStream.range(0, count).mapToObj(i -> List.<Object>of((long) i)).toList();
  }

  private static Query count(Table table) {
    return Query.of(
        select(
            new Source.TableSource(1, table, null),
            null,
            new Aggregate(Aggregate.Function.COUNT, null, false, ValueType.LONG)));
  }

  /** A query that takes longer than any test waits. */
  private static Query endless(Table table) {
    Source cross =
        new Source.Join(
            Source.Join.Kind.INNER,
            new Source.Join(
                Source.Join.Kind.INNER,
                new Source.TableSource(1, table, null),
                new Source.TableSource(2, table, null),
                null),
            new Source.TableSource(3, table, null),
            null);
    Expression sum =
        new Expression.Arithmetic(
            Expression.Arithmetic.Operator.ADD,
            Trees.column(1, table, 0),
            new Expression.Arithmetic(
                Expression.Arithmetic.Operator.MULTIPLY,
                Trees.column(2, table, 0),
                Trees.column(3, table, 0),
                ValueType.LONG),
            ValueType.LONG);
    return Query.of(
        select(cross, null, new Aggregate(Aggregate.Function.MAX, sum, false, ValueType.LONG)));
  }

  @Test
  void queriesBoundBeforeAReplacementStillRun() throws DatabaseException {
    Table first = archive.load(numbers(), rows(10));
    assertThatThrownBy(() -> archive.load(numbers(), rows(5)))
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT));
    Table other =
        Trees.table("cat", "numbers", column("m", ValueType.DOUBLE), column("n", ValueType.LONG));
    try (TableLoad load =
        archive
            .database()
            .begin(new TableDefinition(other, null, null, List.of()), IfPresent.REPLACE)) {
      load.append(List.of(1.0, 1L));
      assertThat(archive.run(count(first))).containsExactly(List.of(10L));
      load.commit();
    }
    assertThat(archive.run(count(first))).containsExactly(List.of(10L));
    assertThat(archive.run(count(archive.table(first.name())))).containsExactly(List.of(1L));
  }

  @Test
  void tablesOutliveTheProcess(@TempDir Path folder) throws Exception {
    String file = folder.resolve("archive.duckdb").toString();
    Table table;
    try (TestArchive<DuckDbDatabase> first = Archives.at(file)) {
      table = first.load(numbers(), rows(100));
    }
    try (TestArchive<DuckDbDatabase> second = Archives.at(file)) {
      assertThat(second.table(table.name())).isEqualTo(table);
      assertThat(second.run(count(table))).containsExactly(List.of(100L));
    }
  }

  @Test
  void unusableFilesAreNamedInOneLine(@TempDir Path folder) throws IOException {
    Path text = Files.writeString(folder.resolve("text.db"), "This is no database.".repeat(1000));
    for (Path file : List.of(folder, folder.resolve("absent/x.db"), text)) {
      assertThatThrownBy(() -> Archives.at(file.toString()))
          .isInstanceOf(UnusableDatabaseException.class)
          .hasMessageContaining(file.toString())
          .extracting(e -> e.getMessage().lines().count())
          .isEqualTo(1L);
    }
  }

  @Test
  void aHighLimitIsKeptToTheRowAndInTheOrderOfTheTable() throws DatabaseException {
    int count = 50_000;
    Table table = archive.load(numbers(), rows(count));
    Source source = new Source.TableSource(1, table, null);
    Query all = Query.of(select(source, null, Trees.column(1, table, 0)));
    for (int limit : new int[] {9_999, 10_000, 10_001, 20_480, count, count + 1}) {
      assertThat(archive.run(all, limit)).isEqualTo(rows(Math.min(limit, count)));
    }
  }

  @Test
  void aHighLimitEndsAQueryThatHasFarMoreRows() throws DatabaseException {
    Table table = archive.load(numbers(), rows(50_000));
    Source pairs =
        new Source.Join(
            Source.Join.Kind.INNER,
            new Source.TableSource(1, table, null),
            new Source.TableSource(2, table, null),
            null);
    Query all = Query.of(select(pairs, null, Trees.column(2, table, 0)));
    assertThat(archive.run(all, 30_000)).hasSize(30_000);
    assertThat(archive.run(count(table))).containsExactly(List.of(50_000L));
  }

  @Test
  void cancellingEndsARunningQuery() throws Exception {
    Table table = archive.load(numbers(), rows(50_000));
    Cancellation cancellation = new Cancellation();
    CompletableFuture<RowStream> running =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return archive.database().execute(endless(table), 10, cancellation);
              } catch (DatabaseException e) {
                throw new IllegalStateException(e.getMessage(), e);
              }
            });
    assertThatThrownBy(() -> running.get(300, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    cancellation.cancel(Cancellation.Reason.TIME_LIMIT);
    assertThatThrownBy(() -> running.get(60, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("time limit");
    assertThat(archive.run(count(table))).containsExactly(List.of(50_000L));
  }

  @Test
  void cancellingEndsAQueryThatWaitsForItsTurn() throws Exception {
    try (TestArchive<DuckDbDatabase> narrow =
        Archives.with(Archives.configuration(":memory:", 1))) {
      Table table = narrow.load(numbers(), rows(50_000));
      Cancellation first = new Cancellation();
      Cancellation second = new Cancellation();
      CompletableFuture<Void> busy = attempt(narrow, endless(table), first);
      assertThatThrownBy(() -> busy.get(300, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      CompletableFuture<Void> waiting = attempt(narrow, count(table), second);
      second.cancel(Cancellation.Reason.ABORTED);
      assertThatThrownBy(() -> waiting.get(60, TimeUnit.SECONDS)).hasMessageContaining("aborted");
      first.cancel(Cancellation.Reason.SHUTDOWN);
      assertThatThrownBy(() -> busy.get(60, TimeUnit.SECONDS))
          .hasMessageContaining("shutting down");
      assertThat(narrow.run(count(table))).containsExactly(List.of(50_000L));
    }
  }

  @Test
  void closingEndsQueriesThatRunAndThatWait() throws Exception {
    TestArchive<DuckDbDatabase> narrow = Archives.with(Archives.configuration(":memory:", 1));
    Table table = narrow.load(numbers(), rows(50_000));
    CompletableFuture<Void> first = attempt(narrow, endless(table), new Cancellation());
    CompletableFuture<Void> second = attempt(narrow, endless(table), new Cancellation());
    assertThatThrownBy(() -> first.get(300, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    narrow.close();
    assertThatThrownBy(() -> first.get(60, TimeUnit.SECONDS)).hasMessageContaining("shutting down");
    assertThatThrownBy(() -> second.get(60, TimeUnit.SECONDS))
        .hasMessageContaining("shutting down");
  }

  private static CompletableFuture<Void> attempt(
      TestArchive<DuckDbDatabase> archive, Query query, Cancellation cancellation)
      throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Void> attempt =
        CompletableFuture.runAsync(
            () -> {
              begun.countDown();
              try (RowStream stream = archive.database().execute(query, 10, cancellation)) {
                assertThat(stream).isNotNull();
              } catch (DatabaseException e) {
                throw new IllegalStateException(e.getMessage(), e);
              }
            },
            // A thread each: a pool as small as the machine would let one attempt wait for another.
            task -> new Thread(task, "attempt").start());
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    return attempt;
  }

  @Test
  void aStreamClosedHalfwayGivesItsPlaceBack() throws Exception {
    try (TestArchive<DuckDbDatabase> narrow =
        Archives.with(Archives.configuration(":memory:", 1))) {
      Table table = narrow.load(numbers(), rows(200_000));
      Query all =
          Query.of(select(new Source.TableSource(1, table, null), null, Trees.column(1, table, 0)));
      for (int i = 0; i < 5; i++) {
        try (RowStream stream =
            narrow.database().execute(all, Long.MAX_VALUE, new Cancellation())) {
          assertThat(stream.next()).isNotNull();
        }
      }
      assertThat(narrow.run(count(table))).containsExactly(List.of(200_000L));
    }
  }

  @Test
  void aFailureAfterTheFirstRowsIsNoEndOfResult() throws DatabaseException {
    Table table =
        Trees.table("cat", "late", column("id", ValueType.LONG), column("t", ValueType.STRING));
    int count = 1_500_000;
    try (TableLoad load =
        archive
            .database()
            .begin(new TableDefinition(table, null, null, List.of()), IfPresent.REFUSE)) {
      for (long i = 0; i < count; i++) {
        load.append(List.of(i, i == count - 5 ? "zz" : "17"));
      }
      load.commit();
    }
    Expression cast = new Expression.Cast(Trees.column(1, table, 1), ValueType.INT);
    Query query = Query.of(select(new Source.TableSource(1, table, null), null, cast));
    assertThatThrownBy(() -> archive.run(query))
        .isInstanceOf(DatabaseException.class)
        .hasMessage("'zz' is no value of type INTEGER.");
  }

  @Test
  void loadsAndQueriesGoOnTogether() throws Exception {
    Table table = archive.load(numbers(), rows(1000));
    List<CompletableFuture<Void>> work = new ArrayList<>();
    for (int k = 0; k < 2; k++) {
      int number = k;
      work.add(
          CompletableFuture.runAsync(
              () -> {
                Table own = Trees.table("cat", "load" + number, column("n", ValueType.LONG));
                try {
                  assertThat(archive.run(count(archive.load(own, rows(20_000)))))
                      .containsExactly(List.of(20_000L));
                } catch (DatabaseException e) {
                  throw new IllegalStateException(e);
                }
              }));
      work.add(
          CompletableFuture.runAsync(
              () -> {
                try {
                  for (int i = 0; i < 50; i++) {
                    assertThat(archive.run(count(table))).containsExactly(List.of(1000L));
                  }
                } catch (DatabaseException e) {
                  throw new IllegalStateException(e);
                }
              }));
    }
    for (CompletableFuture<Void> one : work) {
      one.get(60, TimeUnit.SECONDS);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "read_csv('/etc/hostname')",
        "read_text('/etc/hostname')",
        "(SELECT content FROM read_blob('/etc/hostname'))"
      })
  void noQueryCanReadAFile(String from) throws Exception {
    try (Engine engine = Engine.open(Archives.configuration(":memory:", 1))) {
      Sql sql = new Sql(engine.acquire());
      assertThatThrownBy(() -> sql.rows("SELECT * FROM " + from))
          .hasMessageContaining("disabled by configuration");
    }
  }

  @Test
  void noQueryCanOpenTheDoors(@TempDir Path folder) throws Exception {
    try (Engine engine = Engine.open(Archives.configuration(":memory:", 1))) {
      Sql sql = new Sql(engine.acquire());
      for (String attempt :
          List.of(
              "COPY (SELECT 1) TO '" + folder.resolve("out.csv") + "'",
              "ATTACH '" + folder.resolve("other.db") + "'",
              "SET enable_external_access = true",
              "PRAGMA enable_external_access = true",
              "INSTALL httpfs",
              "LOAD httpfs",
              "RESET lock_configuration")) {
        assertThatThrownBy(() -> sql.run(attempt)).as(attempt).isNotNull();
      }
    }
  }

  private static AdqlFunction function(String name, FunctionBody body, ValueType... types) {
    FunctionSignature.Parameter[] parameters = new FunctionSignature.Parameter[types.length - 1];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = new FunctionSignature.Parameter("p" + i, types[i]);
    }
    FunctionSignature signature = FunctionSignature.of(name, types[types.length - 1], parameters);
    return new AdqlFunction() {
      @Override
      public FunctionSignature signature() {
        return signature;
      }

      @Override
      public String description() {
        return "For a test.";
      }

      @Override
      public FunctionBody body() {
        return body;
      }
    };
  }

  private Object call(AdqlFunction function, Expression... arguments) throws DatabaseException {
    return archive.value(
        new Expression.FunctionCall(function, List.of(arguments), function.signature().result()));
  }

  @Test
  void functionsTakeAndGiveEveryType() throws DatabaseException {
    AdqlFunction repeat =
        function(
            "repeat",
            FunctionBody.java(a -> ((String) a.get(0)).repeat((Integer) a.get(1))),
            ValueType.STRING,
            ValueType.INT,
            ValueType.STRING);
    assertThat(call(repeat, text("ab"), number(3))).isEqualTo("ababab");
    assertThat(call(repeat, text(null), number(3))).isNull();
    AdqlFunction next =
        function(
            "next",
            FunctionBody.java(a -> a.get(0).equals("2020-01-01T00:00:00Z") ? "2020-01-02" : null),
            ValueType.TIMESTAMP,
            ValueType.TIMESTAMP);
    assertThat(call(next, new Expression.Constant("2020-01-01", ValueType.TIMESTAMP)))
        .isEqualTo("2020-01-02T00:00:00Z");
    AdqlFunction swap =
        function(
            "swap",
            FunctionBody.java(
                a -> new double[] {((double[]) a.get(0))[1], ((double[]) a.get(0))[0]}),
            ValueType.POINT,
            ValueType.POINT);
    Expression point = new Expression.RegionConstant(new Position(3, 4), ValueType.POINT);
    assertThat((double[]) call(swap, point)).containsExactly(4, 3);
    AdqlFunction lenient =
        function(
            "lenient",
            new FunctionBody.JavaBody(a -> a.get(0) == null ? 1L : 2L, false),
            ValueType.LONG,
            ValueType.LONG);
    assertThat(call(lenient, new Expression.Constant(null, ValueType.LONG))).isEqualTo(1L);
    AdqlFunction constant = function("fixed", FunctionBody.java(a -> "now"), ValueType.STRING);
    assertThat(call(constant)).isEqualTo("now");
  }

  @Test
  void aFunctionsComplaintReachesTheUser() {
    AdqlFunction picky =
        function(
            "picky",
            FunctionBody.java(
                a -> {
                  throw new IllegalArgumentException("the value must be even");
                }),
            ValueType.LONG,
            ValueType.LONG);
    assertThatThrownBy(() -> call(picky, number(3)))
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BAD_VALUE))
        .hasMessage("picky: the value must be even");
  }

  @Test
  void exchangedFunctionsAreNeverMixed() throws DatabaseException {
    for (long version = 1; version <= 60; version++) {
      long answer = version;
      AdqlFunction function =
          function("version", FunctionBody.java(a -> answer), ValueType.LONG, ValueType.LONG);
      assertThat(call(function, number(0))).isEqualTo(version);
    }
  }

  @Test
  void templatesAreExpanded() throws DatabaseException {
    AdqlFunction twice =
        function(
            "twice",
            new FunctionBody.SqlTemplates(Map.of("duckdb", "{0} + {0} * {1}")),
            ValueType.LONG,
            ValueType.LONG,
            ValueType.LONG);
    assertThat(archive.database().supports(twice)).isTrue();
    assertThat(call(twice, number(5), number(3))).isEqualTo(20L);
    AdqlFunction foreign =
        function(
            "foreign",
            new FunctionBody.SqlTemplates(Map.of("postgresql", "{0}")),
            ValueType.LONG,
            ValueType.LONG);
    assertThat(archive.database().supports(foreign)).isFalse();
  }
}
