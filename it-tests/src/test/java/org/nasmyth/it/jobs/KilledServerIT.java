// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nasmyth.it.server.Answer;
import org.nasmyth.it.server.Distribution;
import org.nasmyth.it.server.Jdk;
import org.nasmyth.it.server.RunningServer;
import org.nasmyth.it.server.TapService;

/**
 * A whole server that is killed at random moments, again and again, with jobs of all phases. How
 * often is told by the system property {@code nasmyth.test.kills}, the seed by {@code
 * nasmyth.test.seed}; the queue alone is killed more often, in its own module.
 */
@Tag("conformance")
class KilledServerIT {

  private static final int LONGEST_LIFE_MILLIS = 1500;
  private static final String LONG =
      "SELECT COUNT(*) FROM dbo.raw AS a, dbo.raw AS b, dbo.raw AS c"
          + " WHERE SIN(a.mjd_obs * b.mjd_obs + c.mjd_obs) > 2";

  /** Queries with a result of some size, a large one, and one that takes longer than a life. */
  private static final List<String> QUERIES =
      List.of(
          "SELECT table_name FROM TAP_SCHEMA.tables ORDER BY table_name",
          // Without addresses, which begin with the port of the server that ran the query.
          "SELECT TOP 20000 dp_id, ra, dec, object, prog_id, prog_title, pi_coi, origfile, exp_start,"
              + " exposure, instrument, ob_name, tpl_id, telescope, ins_mode, gal_lat, gal_lon"
              + " FROM dbo.raw ORDER BY dp_id");

  private final Map<String, String> queries = new LinkedHashMap<>();
  private final Map<String, String> seen = new HashMap<>();
  private final Map<String, String> wanted = new HashMap<>();

  @Test
  void everyAcceptedJobIsKeptAndNoResultIsLostOrHalf() throws IOException {
    int kills = Integer.getInteger("nasmyth.test.kills", 20);
    long seed = Long.getLong("nasmyth.test.seed", System.nanoTime());
    System.out.println(kills + " kills by seed " + seed);
    Random random = new Random(seed);
    Distribution distribution = Distribution.unpacked();
    distribution.prepare("killed");
    for (int kill = 0; kill < kills; kill++) {
      String when = "after kill " + kill + " of seed " + seed;
      RunningServer server = distribution.startAgain("killed", Jdk.current());
      try {
        live(new JobClient(server.tap("tap_obs")), random, when);
      } finally {
        server.kill();
      }
    }
    try (RunningServer server = distribution.startAgain("killed", Jdk.current())) {
      JobClient client = new JobClient(server.tap("tap_obs"));
      for (Map.Entry<String, String> job : queries.entrySet()) {
        if (job.getValue().equals(LONG)) {
          server.tap("tap_obs").post("/async/" + job.getKey() + "/phase", Map.of("PHASE", "ABORT"));
        }
      }
      queries.keySet().forEach(client::end);
      look(client, "in the end, seed " + seed);
      Map<String, Integer> ends = new HashMap<>();
      seen.values().forEach(phase -> ends.merge(phase, 1, Integer::sum));
      System.out.println("jobs ended so: " + ends);
      for (Map.Entry<String, String> job : seen.entrySet()) {
        if (job.getValue().equals("ERROR")) {
          assertThat(client.document(job.getKey())).contains("broken off twice");
        }
      }
    }
  }

  private void live(JobClient client, Random random, String when) throws IOException {
    if (wanted.isEmpty()) {
      for (String query : QUERIES) {
        wanted.put(query, client.tap().post(TapService.doQuery(query, "csv")).text());
      }
    }
    look(client, when);
    long end = System.nanoTime() + Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLIS)).toNanos();
    for (String query : List.of(QUERIES.get(0), QUERIES.get(1), LONG)) {
      if (random.nextInt(3) > 0) {
        queries.put(client.run(query), query);
      }
    }
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofMinutes(3))
        .until(
            () -> {
              look(client, when);
              return System.nanoTime() > end;
            });
  }

  /** Looks at all jobs: none is gone, none of those that were over has changed. */
  private void look(JobClient client, String when) {
    try {
      Map<String, String> phases = client.phases();
      assertThat(phases.keySet()).as("jobs " + when).containsAll(queries.keySet());
      for (Map.Entry<String, String> job : phases.entrySet()) {
        String id = job.getKey();
        String before = seen.put(id, job.getValue());
        if (before != null && before.matches("COMPLETED|ERROR|ABORTED")) {
          assertThat(job.getValue()).as("job " + id + " " + when).isEqualTo(before);
        }
        if (job.getValue().equals("COMPLETED")) {
          checkResult(client.result(id), queries.get(id), when);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void checkResult(Answer result, String query, String when) {
    assertThat(result.status()).isEqualTo(200);
    if (wanted.containsKey(query)) {
      assertThat(result.text())
          .as("the result of " + query + " " + when)
          .isEqualTo(wanted.get(query));
    }
  }
}
