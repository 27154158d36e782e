// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.access.grants;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.nasmyth.api.access.AccessPolicy;
import org.nasmyth.api.access.AccessRequest;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.database.UploadSession;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Source;
import org.nasmyth.database.duckdb.internal.DuckDbConfiguration;
import org.nasmyth.database.duckdb.internal.DuckDbDatabase;
import org.nasmyth.query.QueryRequest.ColumnOrder;
import org.nasmyth.query.QueryRequest.ServiceRules;
import org.nasmyth.query.internal.AdqlQueryPipeline;
import org.nasmyth.testkit.Defaults;
import org.nasmyth.testkit.TestArchive;
import org.nasmyth.testkit.queries.Answer;
import org.nasmyth.testkit.queries.QueryGenerator;
import org.nasmyth.testkit.queries.RandomQuery;
import org.nasmyth.testkit.queries.Service;
import org.nasmyth.testkit.queries.VariedTables;

/**
 * What a caller is answered is what a database answers that physically holds only what the caller
 * may know of, for random callers, grants and queries. {@code -Dnasmyth.privacy.queries=N} asks as
 * many, {@code -Dnasmyth.privacy.seed=N} begins elsewhere. Which rows those are is told here once
 * more, in plain Java.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PrivacyContract {

  private static final long SEED = Long.getLong("nasmyth.privacy.seed", 20261123L);
  private static final Instant NOW = Instant.parse("2020-01-01T06:00:00Z");
  private static final int ENOUGH = 10;

  private static final String[] TABLES = {
    "table=varied.stars; programme=code; instrument=name; metadataRelease=seen",
    "table=varied.words; programme=name",
    "table=varied.visits; via=id -> varied.stars.id; via=n -> varied.words.n; partnerless=visible",
  };
  private static final String[] STRICT_TABLES = {
    "table=varied.stars; programme=name; instrument=code",
    "table=varied.words; programme=name; instrument=name",
    "table=varied.visits; programme=name; metadataRelease=seen; via=id -> varied.stars.id",
  };
  private static final List<String> VALUES =
      List.of("Rigel", "rigel", "Vega", "50%", "O'Neill", "abc", "ABC", "xyz", "back\\slash", "");

  /** A new, empty archive of the database that is tested. */
  abstract TestArchive<?> archive(String name) throws Exception;

  /** How many queries are asked by default. */
  abstract int queries();

  /** Functions that queries call. */
  abstract List<AdqlFunction> functions();

  /**
   * A world of rules.
   *
   * @param strict whether it has the second set of tables
   * @param secret the private programmes, with the moment at which each ceases to be
   */
  private record World(boolean strict, Map<String, Optional<Instant>> secret) {}

  /** A grant as the table has it. */
  private record GrantRow(
      @Nullable String user,
      @Nullable String group,
      @Nullable String programme,
      @Nullable String instrument,
      @Nullable String right,
      @Nullable Instant expires) {}

  /** A caller, asking of everything, and the copy that holds only what the caller may know of. */
  private record Caller(
      Identity identity, AdqlQueryPipeline pipeline, TestArchive<?> copy, String shown) {}

  @Test
  void answersAreThoseOfADatabaseWithoutWhatIsHidden() throws Exception {
    int queries = Integer.getInteger("nasmyth.privacy.queries", queries());
    System.out.println(queries + " queries of random callers, the first by seed " + SEED);
    List<AutoCloseable> open = new ArrayList<>();
    AdqlQueryPipeline unrestricted = pipeline(null);
    open.add(unrestricted::close);
    try (TestArchive<?> whole = archive("whole")) {
      VariedTables.load(whole);
      List<Caller> callers = callers(new Random(SEED), open, "");
      Set<String> functions =
          unrestricted.functions(whole.database()).stream()
              .map(function -> function.signature().name().toLowerCase(Locale.ROOT))
              .collect(Collectors.toCollection(TreeSet::new));
      List<String> differences = new ArrayList<>();
      int refused = 0;
      int otherwise = 0;
      int uploads = 0;
      for (long seed = SEED; seed < SEED + queries && differences.size() < ENOUGH; seed++) {
        Caller caller = callers.get((int) (seed % callers.size()));
        Asked asked = Asked.of(new QueryGenerator(seed, functions).next(), seed);
        RandomQuery query = asked.query;
        ServiceRules rules = new ServiceRules(null, seed % 3 == 0, ColumnOrder.AS_STORED, false);
        CompletableFuture<Answer> copied =
            CompletableFuture.supplyAsync(
                () ->
                    asked.of(
                        caller.copy.database(),
                        database ->
                            new Service(unrestricted, database, rules, Identity.ANONYMOUS)));
        Answer answer =
            asked.of(
                whole.database(),
                database -> new Service(caller.pipeline, database, rules, caller.identity));
        Answer expected = copied.get(5, TimeUnit.MINUTES);
        String difference = difference(answer, expected, query);
        uploads += asked.upload == null ? 0 : 1;
        if (!difference.isEmpty()) {
          differences.add(
              "seed " + seed + ", " + caller.shown + ": " + difference + "\n" + query.adql());
        }
        refused += answer instanceof Answer.Refused ? 1 : 0;
        if (seed % 10 == 0) {
          Answer all =
              asked.of(
                  whole.database(),
                  database -> new Service(unrestricted, database, rules, Identity.ANONYMOUS));
          otherwise += all.differenceFrom(answer, query).isEmpty() ? 0 : 1;
        }
      }
      System.out.println(
          uploads
              + " with an uploaded table; "
              + refused
              + " refusals; of every tenth query, "
              + otherwise
              + " would have been answered otherwise without the rules");
      assertThat(differences).isEmpty();
      assertThat(refused).as("refusals, which compare little").isLessThan(1 + queries / 50);
      assertThat(uploads).as("queries with uploads").isGreaterThan(queries / 50);
      assertThat(otherwise)
          .as("answers on which the rules have an effect")
          .isGreaterThan(queries / 10 / 4);
    } finally {
      for (AutoCloseable closeable : open) {
        closeable.close();
      }
    }
  }

  /**
   * A query that is asked, sometimes of one table of the caller's own among others.
   *
   * @param upload the table that the query brings along, a copy of all rows of that name; null for
   *     none
   */
  private record Asked(RandomQuery query, @Nullable String upload) {

    private static final int EVERY = 20;
    private static final Pattern TABLE =
        Pattern.compile(Pattern.quote(VariedTables.SCHEMA) + "\\.(\\w+)");

    static Asked of(RandomQuery query, long seed) {
      Matcher table = TABLE.matcher(query.adql());
      if (seed % EVERY != 0 || !table.find()) {
        return new Asked(query, null);
      }
      String adql = table.replaceFirst(UploadSession.SCHEMA + ".$1");
      return new Asked(new RandomQuery(adql, query.sortedBy()), table.group(1));
    }

    Answer of(TapDatabase database, Function<TapDatabase, Service> service) {
      if (upload == null) {
        return service.apply(database).ask(query.adql());
      }
      try (UploadSession session = database.openUploads(new Cancellation())) {
        load(session);
        return service.apply(session.database()).ask(query.adql());
      } catch (DatabaseException e) {
        throw new IllegalStateException("A table cannot be uploaded.", e);
      }
    }

    private void load(UploadSession session) throws DatabaseException {
      Table stored =
          VariedTables.tables().stream()
              .filter(table -> table.name().table().equals(upload))
              .findFirst()
              .orElseThrow();
      Table own = Table.of(new TableName(UploadSession.SCHEMA, upload), null, stored.columns());
      try (TableLoad load = session.begin(new TableDefinition(own, null, null, List.of()))) {
        for (List<@Nullable Object> row : VariedTables.rows().get(upload)) {
          load.append(row);
        }
        load.commit();
      }
    }
  }

  /** Refusals have to be the same word by word. */
  private static String difference(Answer answer, Answer expected, RandomQuery query) {
    return answer instanceof Answer.Refused && expected instanceof Answer.Refused
        ? answer.equals(expected) ? "" : "one says " + answer + ", the other " + expected
        : answer.differenceFrom(expected, query);
  }

  /** What a caller can ask of the archive itself, and what is refused. */
  private static final List<String> DESCRIPTIONS =
      List.of(
          "SELECT * FROM TAP_SCHEMA.schemas",
          "SELECT * FROM TAP_SCHEMA.tables",
          "SELECT * FROM TAP_SCHEMA.columns",
          "SELECT * FROM TAP_SCHEMA.keys",
          "SELECT * FROM TAP_SCHEMA.key_columns",
          "SELECT COUNT(*) AS n FROM TAP_SCHEMA.columns",
          "SELECT t.table_name, (SELECT COUNT(*) FROM varied.stars) AS n FROM TAP_SCHEMA.tables t",
          "SELECT t.table_name, COUNT(*) AS n FROM TAP_SCHEMA.tables t"
              + " JOIN varied.visits v ON t.table_name LIKE '%visits' GROUP BY t.table_name",
          "SELECT table_name FROM TAP_SCHEMA.tables WHERE EXISTS (SELECT 1 FROM varied.words)",
          "SELECT nothing FROM varied.stars",
          "SELECT id FROM varied.star",
          "SELECT id FROM access.grants",
          "SELECT CAST(name AS INTEGER) AS n FROM varied.words WHERE name = 'no number'",
          "SELECT CAST(note AS INTEGER) AS n FROM varied.stars",
          "SELECT (SELECT n FROM varied.words) AS n FROM varied.stars",
          "SELECT huge + huge AS n FROM varied.stars",
          "SELECT CAST(huge AS SMALLINT) AS n FROM varied.stars WHERE huge > 100000");

  @Test
  void descriptionsAndRefusalsAreThoseOfADatabaseWithoutWhatIsHidden() throws Exception {
    List<AutoCloseable> open = new ArrayList<>();
    AdqlQueryPipeline unrestricted = pipeline(null);
    open.add(unrestricted::close);
    ServiceRules rules = new ServiceRules(null, false, ColumnOrder.AS_STORED, false);
    List<String> differences = new ArrayList<>();
    int refused = 0;
    try (TestArchive<?> whole = archive("described")) {
      VariedTables.load(whole);
      for (Caller caller : callers(new Random(SEED + 1), open, "of")) {
        for (String adql : DESCRIPTIONS) {
          Answer answer =
              new Service(caller.pipeline, whole.database(), rules, caller.identity).ask(adql);
          Answer expected =
              new Service(unrestricted, caller.copy.database(), rules, Identity.ANONYMOUS)
                  .ask(adql);
          String difference = difference(answer, expected, new RandomQuery(adql, List.of()));
          if (!difference.isEmpty()) {
            differences.add(caller.shown + ": " + difference + "\n" + adql);
          }
          refused += answer instanceof Answer.Refused ? 1 : 0;
        }
      }
      assertThat(differences).isEmpty();
      assertThat(refused).as("refusals").isGreaterThan(DESCRIPTIONS.size());
    } finally {
      for (AutoCloseable closeable : open) {
        closeable.close();
      }
    }
  }

  /** Each fails on the hidden row, and on no other. */
  private static final List<String> POISONED =
      List.of(
          "SELECT CAST(txt AS INTEGER) AS v FROM t.poison",
          "SELECT k FROM t.poison WHERE CAST(txt AS INTEGER) > 0",
          "SELECT k FROM t.poison WHERE k > 0 AND CAST(txt AS INTEGER) > 0 AND k < 100",
          "SELECT k FROM t.poison WHERE CAST(txt AS DOUBLE PRECISION) > 0 OR k = 1",
          "SELECT k FROM t.poison WHERE CAST(moment AS TIMESTAMP) > '2000-01-01'",
          "SELECT TOP 1 k FROM t.poison ORDER BY CAST(txt AS INTEGER)",
          "SELECT COUNT(*) AS c FROM t.poison GROUP BY CAST(txt AS INTEGER)",
          "SELECT MAX(CAST(txt AS INTEGER)) AS c FROM t.poison",
          "SELECT COUNT(*) AS c FROM t.poison HAVING MAX(CAST(txt AS INTEGER)) > 0",
          "SELECT a.k FROM t.poison a JOIN t.plain b ON CAST(a.txt AS INTEGER) = b.k",
          "SELECT b.k FROM t.plain b LEFT JOIN t.poison a ON CAST(a.txt AS INTEGER) = b.k",
          "SELECT a.k FROM t.poison a, t.plain b WHERE CAST(a.txt AS INTEGER) = b.k",
          "SELECT k FROM t.plain WHERE k IN (SELECT CAST(txt AS INTEGER) FROM t.poison)",
          "SELECT k FROM t.plain o WHERE EXISTS"
              + " (SELECT 1 FROM t.poison a WHERE CAST(a.txt AS INTEGER) = o.k)",
          "WITH w AS (SELECT k, CAST(txt AS INTEGER) AS v FROM t.poison) SELECT v FROM w",
          "SELECT v FROM (SELECT k, CAST(txt AS INTEGER) AS v FROM t.poison) AS s WHERE k > 0",
          "SELECT k FROM t.plain UNION SELECT CAST(txt AS INTEGER) FROM t.poison",
          "SELECT k FROM t.plain EXCEPT SELECT CAST(txt AS INTEGER) FROM t.poison",
          "SELECT k FROM t.poison WHERE CASE WHEN k = 3 THEN CAST(txt AS INTEGER) ELSE 1 END = 1",
          "SELECT big + big AS v FROM t.poison",
          "SELECT k FROM t.poison WHERE big * 3 > 0",
          "SELECT k FROM t.poison WHERE -big > 0",
          "SELECT k FROM t.poison WHERE ABS(big) > 0",
          "SELECT SUM(big) + SUM(big) AS v FROM t.poison",
          "SELECT k FROM t.poison WHERE CAST(big AS INTEGER) > 0",
          "SELECT k FROM t.poison WHERE CAST(d AS INTEGER) > 0",
          "SELECT k FROM t.poison WHERE CAST(d AS REAL) > 0",
          "SELECT k FROM t.poison WHERE CAST(d AS SMALLINT) > 0",
          "SELECT k FROM t.poison WHERE CONTAINS(POINT(1, 1), CIRCLE(1, 1, -d)) = 1",
          "SELECT k FROM t.poison WHERE CONTAINS(POINT(1, 1), CIRCLE(1, d, 1)) = 1",
          "SELECT k FROM t.poison WHERE"
              + " CONTAINS(POINT(1, 1), POLYGON(0, 0, 2, 0, 2, d, 0, 1)) = 1",
          "SELECT AREA(POLYGON(0, 0, 2, 0, 2, d, 0, 1)) AS v FROM t.poison",
          "SELECT k FROM t.poison WHERE POWER(d, 2) > 0 AND EXP(d) > 0 AND d * d > 0",
          "SELECT k FROM t.poison WHERE SQRT(-d) IS NULL AND LOG(-d) IS NULL AND TAN(d) > 0",
          "SELECT k FROM t.poison WHERE d + d > 0 AND d / 1e-300 > 0",
          "SELECT k FROM t.poison WHERE 1 / (k - 3) <= 0 AND MOD(k, k - 3) = 0");

  /**
   * A value that an expression cannot be computed of tells by its error that it is there, unless
   * nothing of the query is computed of a hidden row, whatever order the database chooses.
   */
  @Test
  void nothingIsComputedOfAHiddenRow() throws Exception {
    AdqlQueryPipeline unrestricted = pipeline(null);
    try (TestArchive<?> archive = archive("poisoned");
        TestArchive<?> copy = archive("healthy");
        DuckDbDatabase book =
            new DuckDbDatabase(
                Defaults.of(DuckDbConfiguration.class, Map.of("name", "book", "threads", 1)))) {
      poison(archive, true);
      poison(copy, false);
      TestArchive<DuckDbDatabase> access = new TestArchive<>(book);
      Table unused =
          access.load(table("programmes", "prog"), List.of(List.<@Nullable Object>of("secret")));
      GrantsPolicy policy =
          new GrantsPolicy(
              Defaults.of(
                  GrantsConfiguration.class,
                  Map.of(
                      "programmes",
                      "table=access.programmes; programme=prog",
                      "tables",
                      new String[] {"table=t.poison; programme=prog"})),
              book);
      AdqlQueryPipeline pipeline = pipeline(policy);
      ServiceRules rules = new ServiceRules(null, false, ColumnOrder.AS_STORED, false);
      List<String> differences = new ArrayList<>();
      int poisonous = 0;
      for (String adql : POISONED) {
        RandomQuery query = new RandomQuery(adql, List.of());
        Answer answer =
            new Service(pipeline, archive.database(), rules, Identity.ANONYMOUS).ask(adql);
        Answer expected =
            new Service(unrestricted, copy.database(), rules, Identity.ANONYMOUS).ask(adql);
        Answer open =
            new Service(unrestricted, archive.database(), rules, Identity.ANONYMOUS).ask(adql);
        String difference = answer.differenceFrom(expected, query);
        if (!difference.isEmpty() || !(expected instanceof Answer.Rows)) {
          differences.add(adql + ": " + difference + " " + expected);
        }
        poisonous += open instanceof Answer.Refused ? 1 : 0;
      }
      pipeline.close();
      unrestricted.close();
      System.out.println(poisonous + " of " + POISONED.size() + " queries fail without the rules");
      assertThat(differences).isEmpty();
      assertThat(poisonous).isGreaterThan(POISONED.size() / 2);
    }
  }

  private static void poison(TestArchive<?> archive, boolean poisoned) throws DatabaseException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      rows.add(
          Arrays.asList(
              i + 1,
              i == 0 ? null : "open",
              String.valueOf(i + 1),
              10L + i,
              3.0,
              "CIRCLE ICRS 1 1 1",
              "2020-01-02"));
    }
    if (poisoned) {
      rows.add(Arrays.asList(3, "secret", "abc", Long.MIN_VALUE, 1e300, "nonsense", "never"));
    }
    Table unused =
        archive.load(
            Table.of(
                new TableName("t", "poison"),
                null,
                List.of(
                    Column.of(Field.of("k", ValueType.INT)),
                    Column.of(Field.of("prog", ValueType.STRING)),
                    Column.of(Field.of("txt", ValueType.STRING)),
                    Column.of(Field.of("big", ValueType.LONG)),
                    Column.of(Field.of("d", ValueType.DOUBLE)),
                    Column.of(Field.of("footprint", ValueType.STRING)),
                    Column.of(Field.of("moment", ValueType.STRING)))),
            rows);
    unused =
        archive.load(
            Table.of(
                new TableName("t", "plain"),
                null,
                List.of(Column.of(Field.of("k", ValueType.INT)))),
            List.of(List.of(1), List.of(2)));
  }

  private AdqlQueryPipeline pipeline(@Nullable AccessPolicy policy) {
    AdqlQueryPipeline pipeline = new AdqlQueryPipeline();
    long id = 0;
    for (AdqlFunction function : functions()) {
      pipeline.addFunction(function, Map.of("service.id", id++));
    }
    if (policy != null) {
      pipeline.addPolicy(policy, Map.of("service.id", id, "service.pid", "grants"));
    }
    return pipeline;
  }

  private List<Caller> callers(Random random, List<AutoCloseable> open, String copies)
      throws Exception {
    List<Caller> callers = new ArrayList<>();
    for (int number = 0; number < 3; number++) {
      World world = world(random, number == 1);
      List<GrantRow> grants = grants(random);
      TestArchive<DuckDbDatabase> book =
          new TestArchive<>(
              new DuckDbDatabase(
                  Defaults.of(DuckDbConfiguration.class, Map.of("name", "book", "threads", 1))));
      open.add(book);
      write(book, world, grants);
      GrantsPolicy policy =
          new GrantsPolicy(
              Defaults.of(
                  GrantsConfiguration.class,
                  Map.of(
                      "programmes",
                      "table=access.programmes; programme=prog; private=secret; until=until",
                      "grants",
                      new String[] {
                        "table=access.grants; user=who; group=team; programme=prog;"
                            + " instrument=inst; right=kind; expires=until"
                      },
                      "tables",
                      world.strict ? STRICT_TABLES : TABLES,
                      "operators",
                      new String[] {"operators"})),
              book.database());
      AdqlQueryPipeline pipeline = pipeline(at(policy));
      open.add(pipeline::close);
      List<Identity> identities =
          List.of(
              Identity.ANONYMOUS,
              new Identity("pi", Set.of()),
              new Identity("delegate", Set.of("muse-team", "others")),
              new Identity("operator", Set.of("operators")));
      for (Identity identity : identities) {
        TestArchive<?> copy = archive("copy" + copies + callers.size());
        open.add(0, copy);
        VariedTables.load(copy, new Oracle(world, grants, identity).visible());
        callers.add(
            new Caller(identity, pipeline, copy, identity + " in " + world + " with " + grants));
      }
    }
    return callers;
  }

  /** The policy at the moment at which these tests take place. */
  private static AccessPolicy at(GrantsPolicy policy) {
    return new AccessPolicy() {
      @Override
      public boolean isOpen(Table table) {
        return policy.isOpen(table);
      }

      @Override
      public AccessPolicy prepared(AccessRequest request) throws DatabaseException {
        return policy.prepared(
            new AccessRequest(request.caller(), NOW, request.catalogue(), request.cancellation()));
      }

      @Override
      public Optional<Expression> restriction(Identity caller, Source.TableSource table) {
        return policy.restriction(caller, table);
      }
    };
  }

  private static World world(Random random, boolean strict) {
    Map<String, Optional<Instant>> secret = new LinkedHashMap<>();
    for (String value : VALUES) {
      switch (random.nextInt(5)) {
        case 0, 1 -> secret.put(value, Optional.empty());
        case 2 -> secret.put(value, Optional.of(NOW.plusSeconds(random.nextInt(3) - 1)));
        default -> {}
      }
    }
    return new World(strict, secret);
  }

  private static List<GrantRow> grants(Random random) {
    List<GrantRow> grants = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      boolean toGroup = random.nextBoolean();
      boolean instrument = random.nextInt(3) == 0;
      grants.add(
          new GrantRow(
              toGroup ? null : one(random, List.of("pi", "delegate", "nobody")),
              toGroup ? one(random, List.of("muse-team", "strangers")) : null,
              instrument && random.nextBoolean() ? null : one(random, VALUES),
              instrument ? one(random, VALUES) : null,
              one(random, Arrays.asList("metadata", "data", null)),
              one(random, Arrays.asList(null, NOW, NOW.plusSeconds(1), NOW.minusSeconds(1)))));
    }
    return grants;
  }

  private static <T extends @Nullable Object> T one(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static void write(TestArchive<?> book, World world, List<GrantRow> grants)
      throws DatabaseException {
    Table unused =
        book.load(
            table("programmes", "prog", "secret:n", "until:t"),
            world.secret.entrySet().stream()
                .map(
                    entry ->
                        Arrays.<@Nullable Object>asList(
                            entry.getKey(),
                            (short) 1,
                            entry.getValue().map(Instant::toString).orElse(null)))
                .toList());
    unused =
        book.load(
            table("grants", "who", "team", "prog", "inst", "kind", "until:t"),
            grants.stream()
                .map(
                    grant ->
                        Arrays.<@Nullable Object>asList(
                            grant.user,
                            grant.group,
                            grant.programme,
                            grant.instrument,
                            grant.right,
                            grant.expires == null ? null : grant.expires.toString()))
                .toList());
  }

  private static Table table(String name, String... columns) {
    return Table.of(
        new TableName("access", name),
        null,
        Arrays.stream(columns)
            .map(
                column ->
                    Column.of(
                        Field.of(
                            column.split(":", -1)[0],
                            column.endsWith(":n")
                                ? ValueType.SHORT
                                : column.endsWith(":t") ? ValueType.TIMESTAMP : ValueType.STRING)))
            .toList());
  }

  /** Which rows a caller may know of. */
  private record Oracle(World world, List<GrantRow> grants, Identity caller) {

    Map<String, List<List<@Nullable Object>>> visible() {
      Map<String, List<List<@Nullable Object>>> rows = VariedTables.rows();
      if (caller.groups().contains("operators")) {
        return rows;
      }
      List<List<@Nullable Object>> stars = new ArrayList<>();
      List<List<@Nullable Object>> words = new ArrayList<>();
      Set<@Nullable Object> hiddenStars = new HashSet<>();
      Set<@Nullable Object> shownStars = new HashSet<>();
      Set<@Nullable Object> hiddenWords = new HashSet<>();
      for (List<@Nullable Object> row : rows.get("stars")) {
        Object name = value("stars", row, "name");
        Object code = value("stars", row, "code");
        boolean shown =
            world.strict ? knows(name, code, null) : knows(code, name, value("stars", row, "seen"));
        (shown ? shownStars : hiddenStars).add(value("stars", row, "id"));
        if (shown) {
          stars.add(row);
        }
      }
      for (List<@Nullable Object> row : rows.get("words")) {
        Object name = value("words", row, "name");
        if (knows(name, world.strict ? name : null, null)) {
          words.add(row);
        } else {
          hiddenWords.add(value("words", row, "n"));
        }
      }
      List<List<@Nullable Object>> visits = new ArrayList<>();
      for (List<@Nullable Object> row : rows.get("visits")) {
        Object id = value("visits", row, "id");
        Object n = value("visits", row, "n");
        boolean shown =
            world.strict
                ? shownStars.contains(id)
                    && knows(value("visits", row, "name"), null, value("visits", row, "seen"))
                : !hiddenStars.contains(id) && (n == null || !hiddenWords.contains(n));
        if (shown) {
          visits.add(row);
        }
      }
      return Map.of("stars", stars, "words", words, "visits", visits);
    }

    private static @Nullable Object value(String table, List<@Nullable Object> row, String column) {
      Table described =
          VariedTables.tables().stream()
              .filter(one -> one.name().table().equals(table))
              .findFirst()
              .orElseThrow();
      return row.get(described.positionsOf(column).get(0));
    }

    private boolean knows(
        @Nullable Object programme, @Nullable Object instrument, @Nullable Object release) {
      boolean programmeIsSecret =
          programme != null
              && !programme.toString().isBlank()
              && world.secret.containsKey(programme.toString())
              && world.secret.get(programme.toString()).map(NOW::isBefore).orElse(true);
      boolean early = release != null && NOW.isBefore(Instant.parse(release.toString()));
      return !(programmeIsSecret || early)
          || grants.stream().anyMatch(grant -> fits(grant, programme, instrument));
    }

    private boolean fits(GrantRow grant, @Nullable Object programme, @Nullable Object instrument) {
      boolean mine =
          (grant.user != null && grant.user.equals(caller.name()))
              || (grant.group != null && caller.groups().contains(grant.group));
      boolean named =
          (grant.programme != null && !grant.programme.isBlank())
              || (grant.instrument != null && !grant.instrument.isBlank());
      return mine
          && named
          && (grant.expires == null || NOW.isBefore(grant.expires))
          && (isBlank(grant.programme) || grant.programme.equals(programme))
          && (isBlank(grant.instrument) || grant.instrument.equals(instrument));
    }

    private static boolean isBlank(@Nullable String text) {
      return text == null || text.isBlank();
    }
  }
}
