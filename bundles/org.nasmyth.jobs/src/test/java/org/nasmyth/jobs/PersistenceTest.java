// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import ca.nrc.cadc.uws.ErrorSummary;
import ca.nrc.cadc.uws.ErrorType;
import ca.nrc.cadc.uws.ExecutionPhase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.jobs.Job;
import org.nasmyth.api.jobs.JobFilter;
import org.nasmyth.api.jobs.JobPhase;
import org.nasmyth.api.jobs.JobSummary;

/** What a store of jobs has to do, on each database that it may be in. */
class PersistenceTest {

  private static final Set<String> SERVICE = Set.of("tap");
  private static final long LEASE = 60_000;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"H2", "PostgreSQL"})
  void jobComesBackAsItWasStored(String database) throws Exception {
    try (JdbcJobPersistence store = open(database)) {
      Job job = job("ada", JobPhase.PENDING, "SELECT 'é\uD83D\uDE00' \n FROM t");
      store.put(JobModel.toUws(job), "user ada");

      assertThat(JobModel.fromUws(store.get(job.id()))).isEqualTo(job);
      assertThat(store.find("nothing")).isEmpty();
      store.delete(job.id());
      assertThat(store.find(job.id())).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "PostgreSQL"})
  void phaseChangesOnlyFromTheOneThatIsExpected(String database) throws Exception {
    try (JdbcJobPersistence store = open(database)) {
      String id = put(store, "ada", JobPhase.PENDING);

      assertThat(store.setPhase(id, ExecutionPhase.QUEUED, ExecutionPhase.EXECUTING)).isNull();
      assertThat(store.setPhase(id, ExecutionPhase.PENDING, ExecutionPhase.QUEUED))
          .isEqualTo(ExecutionPhase.QUEUED);
      assertThat(store.abort(id)).isTrue();
      assertThat(store.abort(id)).isFalse();
      assertThat(store.getPhase(id)).isEqualTo(ExecutionPhase.ABORTED);
      assertThat(store.claim(SERVICE, "a", LEASE, 9)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "PostgreSQL"})
  void turnsGoRoundAmongUsersAndNobodyExceedsTheLimit(String database) throws Exception {
    try (JdbcJobPersistence store = open(database)) {
      String first = put(store, "greedy", JobPhase.QUEUED);
      assertThat(claimed(store)).hasValue(first);
      String second = put(store, "greedy", JobPhase.QUEUED);
      String modest = put(store, "modest", JobPhase.QUEUED);

      assertThat(claimed(store)).as("who has none running comes first").hasValue(modest);
      assertThat(claimed(store)).hasValue(second);
      put(store, "greedy", JobPhase.QUEUED);
      assertThat(claimed(store)).as("two of one user run already").isEmpty();
      assertThat(store.claim(Set.of("other"), "a", LEASE, 9)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "PostgreSQL"})
  void twoServersNeverTakeTheSameJob(String database) throws Exception {
    try (JdbcJobPersistence store = open(database)) {
      int jobs = 60;
      for (int i = 0; i < jobs; i++) {
        put(store, "user" + i, JobPhase.QUEUED);
      }
      ExecutorService servers = Executors.newFixedThreadPool(4);
      List<Future<List<String>>> takers = new ArrayList<>();
      for (String server : List.of("a", "b", "c", "d")) {
        Callable<List<String>> taker =
            () -> {
              List<String> taken = new ArrayList<>();
              int misses = 0;
              while (misses < 20) {
                Optional<ca.nrc.cadc.uws.Job> job = store.claim(SERVICE, server, LEASE, 9);
                job.ifPresent(one -> taken.add(one.getID()));
                misses = job.isPresent() ? 0 : misses + 1;
              }
              return taken;
            };
        takers.add(servers.submit(taker));
      }
      List<String> all = new ArrayList<>();
      for (Future<List<String>> taker : takers) {
        all.addAll(taker.get(60, TimeUnit.SECONDS));
      }
      servers.shutdownNow();

      assertThat(all).doesNotHaveDuplicates().hasSize(jobs);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "PostgreSQL"})
  void jobOfADeadServerIsTakenOverOnceAndThenFails(String database) throws Exception {
    try (JdbcJobPersistence store = open(database)) {
      String id = put(store, "ada", JobPhase.QUEUED);

      assertThat(store.claim(SERVICE, "alive", LEASE, 9)).isPresent();
      assertThat(store.takeOver(false)).as("the lease runs").isZero();
      assertThat(store.extendLeases("alive", -1)).containsExactly(id);
      assertThat(store.takeOver(false)).isEqualTo(1);
      assertThat(store.complete(id, "alive", List.of(), "late")).as("it lost the job").isFalse();
      assertThat(store.claim(SERVICE, "second", -1, 9)).isPresent();
      assertThat(store.takeOver(false)).isEqualTo(1);

      Job given = JobModel.fromUws(store.get(id));
      assertThat(given.phase()).isEqualTo(JobPhase.ERROR);
      assertThat(given.fault().message()).contains("stopped twice");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "PostgreSQL"})
  void interruptedJobIsQueuedAsIfItHadNotBegun(String database) throws Exception {
    try (JdbcJobPersistence store = open(database)) {
      String id = put(store, "ada", JobPhase.QUEUED);

      for (int i = 0; i < 5; i++) {
        assertThat(store.claim(SERVICE, "a", LEASE, 9)).isPresent();
        assertThat(store.release(id, "a")).isTrue();
      }
      assertThat(store.getPhase(id)).isEqualTo(ExecutionPhase.QUEUED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "PostgreSQL"})
  void endIsStoredWithResultsOrWithTheReason(String database) throws Exception {
    try (JdbcJobPersistence store = open(database)) {
      String good = put(store, "ada", JobPhase.QUEUED);
      store.claim(SERVICE, "a", LEASE, 9);
      String bad = put(store, "ada", JobPhase.QUEUED);
      store.claim(SERVICE, "a", LEASE, 9);

      StoredResult result = new StoredResult("result", "result.csv", "text/csv", 12);
      assertThat(store.complete(good, "a", List.of(result), "1 rows")).isTrue();
      assertThat(store.fail(bad, "a", new ErrorSummary("no", ErrorType.FATAL), "failed")).isTrue();

      assertThat(JobModel.fromUws(store.get(good)).results())
          .containsExactly(new Job.Result("result", "result.csv", "text/csv", 12));
      assertThat(JobModel.fromUws(store.get(good)).info()).isEqualTo("1 rows");
      assertThat(JobModel.fromUws(store.get(bad)).fault()).isEqualTo(new Job.Fault("no", false));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "PostgreSQL"})
  void userChangesLimitsAndParametersWhileTheJobWaits(String database) throws Exception {
    try (JdbcJobPersistence store = open(database)) {
      String id = put(store, "ada", JobPhase.PENDING);

      assertThat(store.change(id, 5L, null, "run")).isTrue();
      assertThat(
              store.addParametersIfPending(
                  id, JobModel.parameters(List.of(new Job.Parameter("B", "2")))))
          .isTrue();
      Job changed = JobModel.fromUws(store.get(id));
      assertThat(changed.executionDuration()).isEqualTo(Duration.ofSeconds(5));
      assertThat(changed.runId()).isEqualTo("run");
      assertThat(changed.parameters()).hasSize(2);
      store.abort(id);
      assertThat(store.change(id, 6L, null, null)).isFalse();
      assertThat(store.change(id, null, 0L, null)).isTrue();
      assertThat(store.addParametersIfPending(id, List.of())).isFalse();
      assertThat(store.expired()).containsExactly(id);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "PostgreSQL"})
  void listIsOfOneUserAndFilters(String database) throws Exception {
    try (JdbcJobPersistence store = open(database)) {
      Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
      String first = put(store, job("ada", JobPhase.PENDING, "SELECT 1", now.minusMillis(1)));
      String second = put(store, job("ada", JobPhase.QUEUED, "SELECT 2", now));
      put(store, "eve", JobPhase.QUEUED);

      assertThat(ids(store, new JobFilter(Set.of(), null, null))).containsExactly(first, second);
      assertThat(ids(store, new JobFilter(Set.of(), null, 1))).containsExactly(second);
      assertThat(ids(store, new JobFilter(Set.of(), null, 99))).containsExactly(second, first);
      assertThat(ids(store, new JobFilter(Set.of(JobPhase.PENDING), null, null)))
          .containsExactly(first);
      assertThat(ids(store, new JobFilter(Set.of(), Instant.now().plusSeconds(9), null))).isEmpty();
    }
  }

  private static List<String> ids(JdbcJobPersistence store, JobFilter filter) {
    return store.list("tap", "ada", null, filter).stream().map(JobSummary::id).toList();
  }

  private static Optional<String> claimed(JdbcJobPersistence store) {
    return store.claim(SERVICE, "a", LEASE, 2).map(ca.nrc.cadc.uws.Job::getID);
  }

  private JdbcJobPersistence open(String database) throws SQLException {
    return new JdbcJobPersistence(new Connections(Stores.empty(database, folder), 8));
  }

  private static String put(JdbcJobPersistence store, String owner, JobPhase phase) {
    return put(store, job(owner, phase, "SELECT 1"));
  }

  private static String put(JdbcJobPersistence store, Job job) {
    store.put(JobModel.toUws(job), "user " + job.owner().name());
    return job.id();
  }

  private static Job job(String owner, JobPhase phase, String query) {
    return job(owner, phase, query, Instant.ofEpochMilli(System.currentTimeMillis()));
  }

  private static Job job(String owner, JobPhase phase, String query, Instant now) {
    return new Job(
        JdbcJobPersistence.newId(),
        "tap",
        new Identity(owner, Set.of("staff", "survey team")),
        null,
        phase,
        now,
        null,
        null,
        now.plusSeconds(3600),
        Duration.ofSeconds(60),
        List.of(new Job.Parameter("QUERY", query)),
        List.of(),
        null,
        null);
  }
}
