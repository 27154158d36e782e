// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.database.duckdb.internal.DuckDbConfiguration;
import org.nasmyth.database.duckdb.internal.DuckDbDatabase;
import org.nasmyth.functions.eso.DateAddSec;
import org.nasmyth.functions.eso.Substring;
import org.nasmyth.functions.ivoa.HasWord;
import org.nasmyth.functions.ivoa.HashlistHas;
import org.nasmyth.functions.ivoa.NoCaseMatch;
import org.nasmyth.functions.ivoa.ToJd;
import org.nasmyth.functions.ivoa.ToMjd;
import org.nasmyth.query.QueryRequest.ColumnOrder;
import org.nasmyth.query.QueryRequest.ServiceRules;
import org.nasmyth.query.internal.AdqlQueryPipeline;
import org.nasmyth.testkit.Defaults;
import org.nasmyth.testkit.TestArchive;
import org.nasmyth.testkit.postgresql.Cluster;
import org.nasmyth.testkit.postgresql.SharedCluster;
import org.nasmyth.testkit.queries.Answer;
import org.nasmyth.testkit.queries.QueryGenerator;
import org.nasmyth.testkit.queries.RandomQuery;
import org.nasmyth.testkit.queries.Service;
import org.nasmyth.testkit.queries.VariedTables;

/**
 * The same random queries over the same rows in the embedded database and in PostgreSQL. {@code
 * -Dnasmyth.differential.queries=N} asks as many, {@code -Dnasmyth.differential.seed=N} begins
 * elsewhere.
 */
@ExtendWith(SharedCluster.class)
class DifferentialTest {

  private static final int QUERIES = Integer.getInteger("nasmyth.differential.queries", 10_000);
  private static final long SEED = Long.getLong("nasmyth.differential.seed", 20261123L);
  private static final int ENOUGH = 20;

  private static Cluster cluster;
  private static TestArchive<DuckDbDatabase> embedded;
  private static TestArchive<PostgresqlDatabase> server;
  private static AdqlQueryPipeline pipeline;

  @BeforeAll
  static void open(Cluster started) throws Exception {
    cluster = started;
    server = Archives.make(cluster, "compared");
    embedded =
        new TestArchive<>(
            new DuckDbDatabase(
                Defaults.of(DuckDbConfiguration.class, Map.of("name", "embedded", "threads", 1))));
    VariedTables.load(server);
    VariedTables.load(embedded);
    pipeline = new AdqlQueryPipeline();
    long id = 0;
    for (AdqlFunction function :
        List.of(
            new ToMjd(),
            new ToJd(),
            new HasWord(),
            new NoCaseMatch(),
            new HashlistHas(),
            new Substring(),
            new DateAddSec())) {
      pipeline.addFunction(function, Map.of("service.id", id++));
    }
  }

  @AfterAll
  static void close() throws Exception {
    if (pipeline != null) {
      pipeline.close();
    }
    if (embedded != null) {
      embedded.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void randomQueriesHaveTheSameAnswer() throws Exception {
    System.out.println(QUERIES + " queries, the first by seed " + SEED);
    Set<String> functions = functionsOfBoth();
    List<String> differences = new ArrayList<>();
    int refused = 0;
    int empty = 0;
    long rows = 0;
    for (long seed = SEED; seed < SEED + QUERIES && differences.size() < ENOUGH; seed++) {
      RandomQuery query = new QueryGenerator(seed, functions).next();
      boolean ignoresCase = seed % 3 == 0;
      ServiceRules rules = new ServiceRules(null, ignoresCase, ColumnOrder.AS_STORED, false);
      CompletableFuture<Answer> other =
          CompletableFuture.supplyAsync(() -> ask(server.database(), rules, query));
      Answer answer = ask(embedded.database(), rules, query);
      String difference = answer.differenceFrom(other.get(5, TimeUnit.MINUTES), query);
      if (!difference.isEmpty()) {
        differences.add("seed " + seed + ": " + difference + "\n" + query.adql());
      }
      if (answer instanceof Answer.Rows found) {
        rows += found.rows().size();
        empty += found.rows().isEmpty() ? 1 : 0;
      } else {
        refused++;
      }
    }
    System.out.println(
        rows + " rows; " + empty + " answers without a row, " + refused + " refusals");
    assertThat(differences).isEmpty();
    assertThat(refused).as("refusals, which compare nothing").isLessThan(1 + QUERIES / 50);
  }

  /** What random queries have found once, made as small as it can be. */
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          COUNT(*) FROM varied.words WHERE n IN (NULL, 100)           | 0
          COUNT(*) FROM varied.words WHERE NULL = flag                | 0
          COUNT(name) FROM varied.words WHERE name BETWEEN '' AND '/' | 1
          MAX(SQRT(-1)) FROM varied.words                             | null
          MAX(MOD(5.3, 0.1)) FROM varied.words                        | 0.09999999999999964
          MAX(CAST(n / 1. AS VARCHAR)) FROM varied.words WHERE n = 2  | 2.0
          COUNT(*) FROM varied.words WHERE 1 BETWEEN 0.6 AND 1.4      | 12
          MAX(UPPER('straße')) FROM varied.words                      | STRASSE
          MAX(CONTAINS(s_region, s_region)) FROM varied.stars         | 1
          MIN(CONTAINS(s_region, s_region)) FROM varied.stars         | 1
          COUNT(*) FROM varied.words WHERE 'ab' ILIKE UPPER('AB')     | 12
          MAX(ivo_hashlist_has('', '')) FROM varied.words             | 1
          MAX(ivo_hasword(c0, 'Ünder')) FROM (SELECT MAX(note) AS c0 FROM varied.stars WHERE note ILIKE 'ünder') AS t | 1
          COUNT(*) FROM varied.words WHERE EXISTS (SELECT a.n FROM varied.words AS a LEFT JOIN varied.visits AS b ON a.n = b.n AND b.n > 5000000000) | 12
          COUNT(*) FROM (SELECT TOP 1 a.n FROM varied.words AS a LEFT JOIN varied.visits AS b ON a.n = b.n AND b.n > 5000000000) AS t | 1
          COUNT(*) FROM varied.words AS o WHERE EXISTS (SELECT DISTINCT o.name FROM varied.words) | 12
          COUNT(*) FROM varied.words AS o WHERE o.n IN (SELECT MAX(o.n) FROM varied.visits) | 11
          COUNT(*) FROM (SELECT DISTINCT a.id FROM varied.visits AS a LEFT JOIN varied.visits AS b ON a.name = b.name AND EXISTS (SELECT b.n FROM varied.words AS w) WHERE EXISTS (SELECT v.n FROM varied.words AS v)) AS t | 17
          """)
  void whatOnceDifferedIsTheSame(String select, String expected) {
    RandomQuery query = new RandomQuery("SELECT " + select, List.of());
    ServiceRules rules = new ServiceRules(null, true, ColumnOrder.AS_STORED, false);
    Answer answer = ask(embedded.database(), rules, query);
    assertThat(answer.differenceFrom(ask(server.database(), rules, query), query)).isEmpty();
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Rows.class,
            found -> assertThat(String.valueOf(found.rows().get(0).get(0))).isEqualTo(expected));
  }

  private static Set<String> functionsOfBoth() {
    Set<String> names = new TreeSet<>(names(embedded.database()));
    names.retainAll(names(server.database()));
    return names;
  }

  private static Set<String> names(TapDatabase database) {
    return pipeline.functions(database).stream()
        .map(function -> function.signature().name().toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private static Answer ask(TapDatabase database, ServiceRules rules, RandomQuery query) {
    return new Service(pipeline, database, rules, Identity.ANONYMOUS).ask(query.adql());
  }
}
