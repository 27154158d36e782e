// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nasmyth.testkit.Trees.column;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.database.UploadSession;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.Source;
import org.nasmyth.query.QueryRequest.ServiceRules;
import org.nasmyth.query.internal.AdqlQueryPipeline;
import org.nasmyth.sql.UnusableDatabaseException;
import org.nasmyth.testkit.Defaults;
import org.nasmyth.testkit.TestArchive;
import org.nasmyth.testkit.Trees;
import org.nasmyth.testkit.postgresql.Cluster;
import org.nasmyth.testkit.postgresql.SharedCluster;
import org.nasmyth.testkit.queries.Answer;
import org.nasmyth.testkit.queries.Service;

/** Who asks is known to the database, so that its policies hold where no policy of ours does. */
@DisplayName("Row-level security of PostgreSQL, without any access policy of the archive")
@ExtendWith(SharedCluster.class)
class RowSecurityTest {

  private static final String DATABASE = "secured";
  private static final List<String> AWKWARD =
      List.of(
          "a,b", "{c}", "d\"e", "f\\g", "O'Neill", "null", "", " ", "Ñandú; DROP TABLE x", "1\n2");

  private static final TableName RAW = new TableName("obs", "raw");
  private static final Identity PI = new Identity("pi", Set.of());
  private static final Identity TEAM = new Identity("someone", Set.of("others", "muse-team"));

  private static Cluster cluster;
  private static TestArchive<PostgresqlDatabase> loader;
  private static PostgresqlDatabase database;
  private static AdqlQueryPipeline pipeline;

  @BeforeAll
  static void open(Cluster started) throws Exception {
    cluster = started;
    loader = Archives.make(cluster, DATABASE);
    List<List<?>> rows = new ArrayList<>();
    rows.add(List.of(1, "open", ""));
    rows.add(List.of(2, "open", ""));
    rows.add(List.of(3, "pi", ""));
    rows.add(List.of(4, "", "muse-team"));
    for (String group : AWKWARD) {
      rows.add(List.of(10 + rows.size(), "", "team " + group));
    }
    Table unused =
        loader.load(
            Trees.table(
                "obs",
                "raw",
                column("id", ValueType.INT),
                column("owner", ValueType.STRING),
                column("team", ValueType.STRING)),
            rows);
    cluster.execute(
        DATABASE,
        "CREATE ROLE reader LOGIN",
        "GRANT USAGE ON SCHEMA obs, tap_schema, nasmyth TO reader",
        "GRANT SELECT ON ALL TABLES IN SCHEMA obs, tap_schema, nasmyth TO reader",
        "ALTER TABLE obs.raw ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY visible ON obs.raw FOR SELECT TO reader USING ("
            + "owner = 'open'"
            + " OR owner = NULLIF(current_setting('nasmyth.user', true), '')"
            + " OR team = ANY"
            + " (NULLIF(current_setting('nasmyth.groups', true), '')::text[]))");
    database = reader("nasmyth");
    pipeline = new AdqlQueryPipeline();
  }

  /** One connection, so that every caller has the one that the caller before has had. */
  private static PostgresqlDatabase reader(String callerSettings) {
    return new PostgresqlDatabase(
        Defaults.of(
            PostgresqlConfiguration.class,
            Map.of(
                "name",
                "secured",
                "host",
                "127.0.0.1",
                "port",
                cluster.port(),
                "database",
                DATABASE,
                "user",
                "reader",
                "poolSize",
                1,
                "callerSettings",
                callerSettings)));
  }

  @AfterAll
  static void close() throws Exception {
    if (pipeline != null) {
      pipeline.close();
    }
    if (database != null) {
      database.close();
    }
    if (loader != null) {
      loader.close();
    }
  }

  @Test
  @DisplayName("shows each caller what the policy says, by name and by group")
  void rowsByCaller() {
    assertThat(ids(Identity.ANONYMOUS)).containsExactly(1, 2);
    assertThat(ids(PI)).containsExactly(1, 2, 3);
    assertThat(ids(TEAM)).containsExactly(1, 2, 4);
    assertThat(ids(new Identity("stranger", Set.of("pi")))).containsExactly(1, 2);
    assertThat(ids(new Identity("", Set.of()))).as("an empty name is nobody's").hasSize(2);
  }

  @Test
  @DisplayName("knows names and groups whatever characters they are written with")
  void awkwardNames() {
    for (String group : AWKWARD) {
      assertThat(ids(new Identity("x' OR 'a'='a", Set.of("team " + group, "z")))).hasSize(3);
    }
    assertThat(ids(new Identity("x", Set.of("team a", "b", "team")))).hasSize(2);
  }

  @Test
  @DisplayName("counts, joins and groups without what is hidden")
  void everyKindOfQuery() {
    assertThat(values("SELECT COUNT(*) AS n FROM obs.raw", Identity.ANONYMOUS)).containsExactly(2L);
    assertThat(
            values(
                "SELECT COUNT(*) AS n FROM obs.raw a JOIN obs.raw b ON a.team = b.team"
                    + " WHERE EXISTS (SELECT 1 FROM obs.raw c WHERE c.id > a.id)",
                Identity.ANONYMOUS))
        .containsExactly(2L);
    assertThat(
            values(
                "WITH w AS (SELECT owner FROM obs.raw UNION SELECT team FROM obs.raw)"
                    + " SELECT COUNT(*) AS n FROM w",
                PI))
        .containsExactly(3L);
  }

  @Test
  @DisplayName("leaves nothing of a caller on the connection, not after failures and aborts either")
  void nothingLeft() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(ids(i % 2 == 0 ? PI : TEAM)).hasSize(3);
      assertThat(ask(database, "SELECT CAST(team AS INTEGER) AS n FROM obs.raw", PI))
          .isInstanceOf(Answer.Refused.class);
      assertThat(ids(Identity.ANONYMOUS)).as("after a failure").hasSize(2);
    }
    Table raw = loader.table(RAW);
    Query all =
        Query.of(Trees.select(new Source.TableSource(1, raw, null), null, Trees.column(1, raw, 0)));
    try (RowStream rows = database.execute(all, 1, PI, new Cancellation())) {
      assertThat(rows.next()).isNotNull();
    }
    assertThat(ids(Identity.ANONYMOUS)).as("after a query that was given up").hasSize(2);
    TestArchive<PostgresqlDatabase> own = new TestArchive<>(database);
    assertThat(own.run(all)).as("of a query that nobody has asked").hasSize(2);
  }

  @Test
  @DisplayName("holds in queries of jobs, which are their owner's, whoever asks meanwhile")
  void jobs(@TempDir Path folder) throws Exception {
    String all = "SELECT id FROM obs.raw ORDER BY id";
    try (QueuedQueries queue = new QueuedQueries(pipeline, database, folder)) {
      for (int i = 0; i < 3; i++) {
        assertThat(queue.values(all, PI)).containsExactly("1", "2", "3");
        assertThat(queue.values(all, TEAM)).containsExactly("1", "2", "4");
        assertThat(queue.values(all, Identity.ANONYMOUS)).containsExactly("1", "2");
        assertThat(ids(Identity.ANONYMOUS)).as("after a job of somebody's").hasSize(2);
      }
      for (String group : AWKWARD) {
        assertThat(queue.values(all, new Identity("x", Set.of("team " + group)))).hasSize(3);
      }
      assertThat(queue.values(all, new Identity("x", Set.of("team 1", "2")))).hasSize(2);
    }
  }

  @Test
  @DisplayName("holds in queries that bring tables along, and is forgotten after them")
  void uploads() throws Exception {
    for (Map.Entry<Identity, Integer> one :
        Map.of(PI, 3, TEAM, 3, Identity.ANONYMOUS, 2).entrySet()) {
      try (UploadSession session = database.openUploads(new Cancellation())) {
        Table mine = Trees.table(UploadSession.SCHEMA, "mine", column("id", ValueType.INT));
        try (TableLoad load = session.begin(new TableDefinition(mine, null, null, List.of()))) {
          for (int id = 1; id < 50; id++) {
            load.append(List.of(id));
          }
          load.commit();
        }
        Answer answer =
            ask(
                session.database(),
                "SELECT r.id FROM TAP_UPLOAD.mine AS m JOIN obs.raw AS r ON r.id = m.id",
                one.getKey());
        assertThat(((Answer.Rows) answer).rows())
            .as(one.getKey().toString())
            .hasSize(one.getValue());
      }
      assertThat(ids(Identity.ANONYMOUS)).hasSize(2);
    }
  }

  @Test
  @DisplayName("is told nothing where nothing is configured, and shows what is everybody's")
  void withoutSetting() {
    try (PostgresqlDatabase untold = reader("")) {
      assertThat(((Answer.Rows) ask(untold, "SELECT id FROM obs.raw", PI)).rows()).hasSize(2);
    }
  }

  @Test
  @DisplayName("refuses a setting that can be no parameter's name")
  void wrongSetting() {
    assertThatThrownBy(() -> reader("a b").close())
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContaining("callerSettings");
  }

  @Test
  @DisplayName("would show all rows to somebody who is not under the policy")
  void theRowsAreThere() throws Exception {
    try (Connection connection = cluster.connect(DATABASE);
        var rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM obs.raw")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(4 + AWKWARD.size());
    }
  }

  private static List<Object> ids(Identity caller) {
    return values("SELECT id FROM obs.raw ORDER BY id", caller);
  }

  private static List<Object> values(String adql, Identity caller) {
    Answer answer = ask(database, adql, caller);
    assertThat(answer).isInstanceOf(Answer.Rows.class);
    List<Object> values = new ArrayList<>();
    ((Answer.Rows) answer).rows().forEach(row -> values.add(row.get(0)));
    return values;
  }

  private static Answer ask(TapDatabase asked, String adql, Identity caller) {
    return new Service(pipeline, asked, new ServiceRules(null), caller).ask(adql);
  }
}
