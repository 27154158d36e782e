// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.nasmyth.it.server.Distribution;
import org.nasmyth.it.server.Jdk;
import org.nasmyth.it.server.RunningServer;
import org.nasmyth.testkit.postgresql.Cluster;

/** Two servers with one store of jobs, in PostgreSQL. */
@Tag("conformance")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SharedStoreIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int RUNNING = 2;
  private static final String QUICK = "SELECT TOP 5 table_name FROM TAP_SCHEMA.tables";
  private static final String ENDLESS =
      "SELECT COUNT(*) FROM dbo.raw AS a, dbo.raw AS b, dbo.raw AS c"
          + " WHERE SIN(a.mjd_obs * b.mjd_obs + c.mjd_obs) > 2";

  private Path results;
  private Cluster cluster;
  private RunningServer first;
  private RunningServer second;

  @BeforeAll
  void start(@TempDir Path shared) throws Exception {
    results = shared;
    cluster = Cluster.start();
    cluster.create("jobs");
    Distribution distribution = Distribution.unpacked();
    first = start(distribution, "shared-store-1");
    second = start(distribution, "shared-store-2");
  }

  @AfterAll
  void stop() throws Exception {
    if (first != null) {
      first.kill();
    }
    if (second != null) {
      second.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  private RunningServer start(Distribution distribution, String name) throws IOException {
    Path home = distribution.prepare(name);
    distribution.add("postgresql", home);
    Files.writeString(
        home.resolve("etc/org.nasmyth.jobs.json"),
        """
        {
          "url": "%s",
          "user": "%s",
          "password": "any",
          "driver.target": "(osgi.jdbc.driver.class=org.postgresql.Driver)",
          "folder": "%s",
          "running": %d,
          "runningPerUser": 100,
          "leaseSeconds": 5
        }
        """
            .formatted(cluster.url("jobs"), Cluster.ADMIN, results, RUNNING));
    RunningServer server = distribution.startAgain(name, Jdk.current());
    await().atMost(PATIENCE).until(() -> server.tap("tap_obs").get("/async").status() == 200);
    return server;
  }

  @Test
  @Order(1)
  void serversShareTheQueueAndBeginEachJobOnce() throws IOException {
    JobClient one = new JobClient(first.tap("tap_obs"));
    JobClient two = new JobClient(second.tap("tap_obs"));
    List<String> quick = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      quick.add((i % 2 == 0 ? one : two).run(QUICK));
    }
    for (String id : quick) {
      assertThat(two.end(id)).isEqualTo("COMPLETED");
      assertThat(one.result(id).body()).isEqualTo(two.result(id).body());
      assertThat(begun(id)).isEqualTo(1);
    }
  }

  @Test
  @Order(2) // it kills the first
  void serverTakesOverTheJobsOfADeadOne() throws IOException {
    JobClient one = new JobClient(first.tap("tap_obs"));
    JobClient two = new JobClient(second.tap("tap_obs"));
    List<String> endless = new ArrayList<>();
    for (int i = 0; i < 2 * RUNNING; i++) {
      endless.add(one.run(ENDLESS));
    }
    await().atMost(PATIENCE).until(() -> in("EXECUTING", endless, two).equals(endless));
    String waiting = one.run(QUICK);
    assertThat(two.phase(waiting)).isEqualTo("QUEUED");
    assertThat(two.document(waiting)).contains("of one user or address run at a time");

    first.kill();

    await().atMost(PATIENCE).until(() -> in("QUEUED", endless, two).size() == RUNNING);
    List<String> orphans = in("QUEUED", endless, two);
    List<String> others = in("EXECUTING", endless, two);
    assertThat(others).hasSize(RUNNING);
    abort(others);
    await().atMost(PATIENCE).until(() -> in("EXECUTING", orphans, two).equals(orphans));
    for (String id : orphans) {
      assertThat(begun(id)).isEqualTo(2);
    }
    abort(orphans);
    assertThat(in("ABORTED", endless, two)).isEqualTo(endless);
    assertThat(two.end(waiting)).isEqualTo("COMPLETED");
  }

  private static List<String> in(String phase, List<String> ids, JobClient client)
      throws IOException {
    List<String> found = new ArrayList<>();
    for (String id : ids) {
      if (client.phase(id).equals(phase)) {
        found.add(id);
      }
    }
    return found;
  }

  private void abort(List<String> ids) throws IOException {
    for (String id : ids) {
      second.tap("tap_obs").post("/async/" + id + "/phase", Map.of("PHASE", "ABORT"));
    }
  }

  /** How often work on a job was begun. */
  private int begun(String id) throws IOException {
    try (Connection connection = cluster.connect("jobs");
        PreparedStatement select =
            connection.prepareStatement("SELECT attempts FROM nasmyth_job WHERE id = ?")) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getInt(1) : 0;
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
