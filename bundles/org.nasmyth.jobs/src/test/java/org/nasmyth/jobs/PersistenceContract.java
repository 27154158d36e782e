// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import ca.nrc.cadc.uws.ErrorSummary;
import ca.nrc.cadc.uws.ErrorType;
import ca.nrc.cadc.uws.ExecutionPhase;
import java.nio.file.Path;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.jobs.Job;
import org.nasmyth.api.jobs.JobFilter;
import org.nasmyth.api.jobs.JobPhase;
import org.nasmyth.api.jobs.JobSummary;

/** What a store of jobs has to do, on each database that it may be in. */
abstract class PersistenceContract {

  private static final Set<String> SERVICE = Set.of("tap");
  private static final long LEASE = 60_000;

  @TempDir Path folder;

  @Test
  void jobComesBackAsItWasStored() throws Exception {
    try (Store opened = open()) {
      JdbcJobPersistence store = new JdbcJobPersistence(opened);
      Job job = job("ada", JobPhase.PENDING, "SELECT 'é\uD83D\uDE00' \n FROM t");
      store.put(JobModel.toUws(job), "user ada");

      assertThat(JobModel.fromUws(store.get(job.id()))).isEqualTo(job);
      assertThat(store.find("nothing")).isEmpty();
      store.delete(job.id());
      assertThat(store.find(job.id())).isEmpty();
    }
  }

  @Test
  void groupsComeBackWhateverTheirNamesAreMadeOf() throws Exception {
    try (Store opened = open()) {
      JdbcJobPersistence store = new JdbcJobPersistence(opened);
      for (Set<String> groups :
          List.of(
              Set.<String>of(),
              Set.of(""),
              Set.of("staff", "operators"),
              Set.of("staff\noperators"),
              Set.of("a\r\nb", "\n", "\\n", "\\u000a", "nul \0", "half \ud83d", "\ud83d\ude00"))) {
        Job job = job(new Identity("ada", groups), JobPhase.PENDING);
        store.put(JobModel.toUws(job), "user ada");
        assertThat(JobModel.fromUws(store.get(job.id())).owner().groups()).isEqualTo(groups);
      }
    }
  }

  @Test
  void phaseChangesOnlyFromTheOneThatIsExpected() throws Exception {
    try (Store opened = open()) {
      JdbcJobPersistence store = new JdbcJobPersistence(opened);
      Leases leases = new Leases(opened);
      String id = put(store, "ada", JobPhase.PENDING);

      assertThat(store.setPhase(id, ExecutionPhase.QUEUED, ExecutionPhase.EXECUTING)).isNull();
      assertThat(store.setPhase(id, ExecutionPhase.PENDING, ExecutionPhase.QUEUED))
          .isEqualTo(ExecutionPhase.QUEUED);
      assertThat(store.abort(id)).isTrue();
      assertThat(store.abort(id)).isFalse();
      assertThat(store.getPhase(id)).isEqualTo(ExecutionPhase.ABORTED);
      assertThat(leases.claim(SERVICE, "a", LEASE, 9)).isEmpty();
    }
  }

  @Test
  void turnsGoRoundAmongUsersAndNobodyExceedsTheLimit() throws Exception {
    try (Store opened = open()) {
      JdbcJobPersistence store = new JdbcJobPersistence(opened);
      Leases leases = new Leases(opened);
      String first = put(store, "greedy", JobPhase.QUEUED);
      assertThat(claimed(leases)).hasValue(first);
      String second = put(store, "greedy", JobPhase.QUEUED);
      String modest = put(store, "modest", JobPhase.QUEUED);

      assertThat(claimed(leases)).as("who has none running comes first").hasValue(modest);
      assertThat(claimed(leases)).hasValue(second);
      put(store, "greedy", JobPhase.QUEUED);
      assertThat(claimed(leases)).as("two of one user run already").isEmpty();
      assertThat(leases.claim(Set.of("other"), "a", LEASE, 9)).isEmpty();
    }
  }

  @Test
  void twoServersNeverTakeTheSameJob() throws Exception {
    try (Store opened = open()) {
      JdbcJobPersistence store = new JdbcJobPersistence(opened);
      Leases leases = new Leases(opened);
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
                Optional<ca.nrc.cadc.uws.Job> job = leases.claim(SERVICE, server, LEASE, 9);
                job.ifPresent(one -> taken.add(one.getID()));
                misses = job.isPresent() ? 0 : misses + 1;
              }
              return taken;
            };
        takers.add(servers.submit(taker));
      }
      List<String> all = new ArrayList<>();
      for (Future<List<String>> taker : takers) {
        all.addAll(taker.get(3, TimeUnit.MINUTES));
      }
      servers.shutdownNow();

      assertThat(all).doesNotHaveDuplicates().hasSize(jobs);
    }
  }

  @Test
  void jobOfADeadServerIsTakenOverOnceAndThenFails() throws Exception {
    try (Store opened = open()) {
      JdbcJobPersistence store = new JdbcJobPersistence(opened);
      Leases leases = new Leases(opened);
      String id = put(store, "ada", JobPhase.QUEUED);

      assertThat(leases.claim(SERVICE, "alive", LEASE, 9)).isPresent();
      assertThat(leases.takeOver(false)).as("the lease runs").isZero();
      assertThat(leases.extend("alive", List.of(id), -1)).containsExactly(id);
      assertThat(leases.takeOver(false)).isEqualTo(1);
      assertThat(leases.complete(id, "alive", List.of(), "late")).as("it lost the job").isFalse();
      assertThat(leases.claim(SERVICE, "second", -1, 9)).isPresent();
      assertThat(leases.takeOver(false)).isEqualTo(1);

      Job given = JobModel.fromUws(store.get(id));
      assertThat(given.phase()).isEqualTo(JobPhase.ERROR);
      assertThat(given.fault().message()).contains("broken off twice");
    }
  }

  @Test
  void interruptedJobIsQueuedAsIfItHadNotBegun() throws Exception {
    try (Store opened = open()) {
      JdbcJobPersistence store = new JdbcJobPersistence(opened);
      Leases leases = new Leases(opened);
      String id = put(store, "ada", JobPhase.QUEUED);

      for (int i = 0; i < 5; i++) {
        assertThat(leases.claim(SERVICE, "a", LEASE, 9)).isPresent();
        assertThat(leases.release(id, "a")).isTrue();
      }
      assertThat(store.getPhase(id)).isEqualTo(ExecutionPhase.QUEUED);
    }
  }

  @Test
  void endIsStoredWithResultsOrWithTheReason() throws Exception {
    try (Store opened = open()) {
      JdbcJobPersistence store = new JdbcJobPersistence(opened);
      Leases leases = new Leases(opened);
      String good = put(store, "ada", JobPhase.QUEUED);
      leases.claim(SERVICE, "a", LEASE, 9);
      String bad = put(store, "ada", JobPhase.QUEUED);
      leases.claim(SERVICE, "a", LEASE, 9);

      StoredResult result = new StoredResult("result", "result.csv", "text/csv", 12);
      assertThat(leases.complete(good, "a", List.of(result), "1 rows")).isTrue();
      assertThat(leases.fail(bad, "a", new ErrorSummary("no", ErrorType.FATAL), "failed")).isTrue();

      assertThat(JobModel.fromUws(store.get(good)).results())
          .containsExactly(new Job.Result("result", "result.csv", "text/csv", 12));
      assertThat(JobModel.fromUws(store.get(good)).info()).isEqualTo("1 rows");
      assertThat(JobModel.fromUws(store.get(bad)).fault()).isEqualTo(new Job.Fault("no", false));
    }
  }

  @Test
  void userChangesLimitsAndParametersWhileTheJobWaits() throws Exception {
    try (Store opened = open()) {
      JdbcJobPersistence store = new JdbcJobPersistence(opened);
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
      assertThat(new Retention(opened, new JobFolders(folder), Duration.ZERO, false).forgettable())
          .containsExactly(id);
    }
  }

  @Test
  void listIsOfOneUserAndFilters() throws Exception {
    try (Store opened = open()) {
      JdbcJobPersistence store = new JdbcJobPersistence(opened);
      Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
      String first = put(store, job("ada", JobPhase.PENDING, "SELECT 1", now.minusMillis(1)));
      String second = put(store, job("ada", JobPhase.QUEUED, "SELECT 2", now));
      put(store, "eve", JobPhase.QUEUED);

      assertThat(ids(opened, new JobFilter(Set.of(), null, null))).containsExactly(first, second);
      assertThat(ids(opened, new JobFilter(Set.of(), null, 1))).containsExactly(second);
      assertThat(ids(opened, new JobFilter(Set.of(), null, 99))).containsExactly(second, first);
      assertThat(ids(opened, new JobFilter(Set.of(JobPhase.PENDING), null, null)))
          .containsExactly(first);
      assertThat(ids(opened, new JobFilter(Set.of(), Instant.now().plusSeconds(9), null)))
          .isEmpty();
    }
  }

  private static List<String> ids(Store store, JobFilter filter) {
    return new JobLists(store)
        .jobs("tap", "ada", null, filter).stream().map(JobSummary::id).toList();
  }

  private static Optional<String> claimed(Leases leases) {
    return leases.claim(SERVICE, "a", LEASE, 2).map(ca.nrc.cadc.uws.Job::getID);
  }

  /** An empty store. */
  abstract Store open() throws Exception;

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
    return job(new Identity(owner, Set.of("staff", "survey team")), phase, query, now);
  }

  private static Job job(Identity owner, JobPhase phase) {
    return job(owner, phase, "SELECT 1", Instant.ofEpochMilli(System.currentTimeMillis()));
  }

  private static Job job(Identity owner, JobPhase phase, String query, Instant now) {
    return new Job(
        JdbcJobPersistence.newId(),
        "tap",
        owner,
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
