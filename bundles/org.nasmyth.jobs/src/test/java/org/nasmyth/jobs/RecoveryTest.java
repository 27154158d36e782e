// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.jobs.Job;
import org.nasmyth.api.jobs.JobCaller;
import org.nasmyth.api.jobs.JobLimits;
import org.nasmyth.api.jobs.JobPhase;
import org.nasmyth.api.jobs.JobRequest;

/** Servers that are stopped, break down, or share their store. */
class RecoveryTest {

  private static final JobCaller ADA = new JobCaller(new Identity("ada", Set.of()), "::1");
  private static final JobLimits LIMITS =
      new JobLimits(
          Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofHours(1), Duration.ofHours(1));
  private static final JobRequest STARTED = new JobRequest(null, null, null, List.of(), true);

  @TempDir private Path folder;

  @Test
  void jobThatKillsItsServerTwiceEndsInError() throws Exception {
    List<String> accepted = accept(folder, 1);
    for (int i = 0; i < 2; i++) {
      try (Store store = new Store(new Connections(Stores.h2(folder), 1))) {
        Leases dying = new Leases(store);
        assertThat(dying.claim(Set.of("tap"), "dying" + i, 60_000, 9)).isPresent();
        assertThat(dying.takeOver(true)).isEqualTo(1);
      }
    }

    try (Jobs jobs = open(folder, 1)) {
      Job job = jobs.service().find("tap", ADA, accepted.get(0));
      assertThat(job.phase()).isEqualTo(JobPhase.ERROR);
      assertThat(job.fault().message()).contains("broken off twice");
    }
  }

  @Test
  void stoppedServerPutsItsJobsBack() throws Exception {
    List<String> accepted = accept(folder, 3);
    try (Jobs jobs = open(folder, 60_000)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> jobs.service().find("tap", ADA, accepted.get(0)).phase() == JobPhase.EXECUTING);
    }

    try (Jobs jobs = open(folder, 1)) {
      awaitAll(jobs, accepted);
      assertThat(jobs.service().find("tap", ADA, accepted.get(0)).phase())
          .isEqualTo(JobPhase.COMPLETED);
    }
  }

  @Test
  void twoServersOnOneStoreRunEachJobOnce() throws Exception {
    var source = Stores.h2(folder);
    QueueSettings shared =
        new QueueSettings(
            new Quotas(3, 99, 1000), Duration.ofMinutes(10), Duration.ofHours(1), true);
    Path log = folder.resolve("log");
    List<String> accepted = new ArrayList<>(accept(folder, 1));
    try (Jobs one = new Jobs(source, folder, shared);
        Jobs two = new Jobs(source, folder, shared)) {
      one.add(new Worker(log, 1));
      two.add(new Worker(log, 1));
      for (int i = 0; i < 40; i++) {
        Jobs at = i % 2 == 0 ? one : two;
        accepted.add(at.service().create("tap", ADA, LIMITS, STARTED).id());
      }
      awaitAll(one, accepted);
    }

    assertThat(Files.readAllLines(log))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(accepted);
  }

  @Test
  void jobIsRemovedWithItsResultWhenItsTimeHasCome() throws Exception {
    List<String> accepted = accept(folder, 1);
    try (Jobs jobs = open(folder, 1)) {
      awaitAll(jobs, accepted);
      assertThat(folder.resolve(accepted.get(0))).exists();
      jobs.service()
          .change("tap", ADA, LIMITS, accepted.get(0), null, java.time.Instant.EPOCH, null);
    }

    try (Jobs jobs = open(folder, 1)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(folder.resolve(accepted.get(0))).doesNotExist());
    }
  }

  private static Jobs open(Path home, long pauseMillis) throws Exception {
    Jobs jobs = new Jobs(Stores.h2(home), home, Worker.SETTINGS);
    jobs.add(new Worker(home.resolve("log"), pauseMillis));
    return jobs;
  }

  private static List<String> accept(Path home, int count) throws Exception {
    List<String> accepted = new ArrayList<>();
    try (Jobs jobs = new Jobs(Stores.h2(home), home, Worker.SETTINGS)) {
      for (int i = 0; i < count; i++) {
        accepted.add(jobs.service().create("tap", ADA, LIMITS, STARTED).id());
      }
    }
    return accepted;
  }

  private static void awaitAll(Jobs jobs, List<String> ids) {
    Set<String> open = new HashSet<>(ids);
    await()
        .atMost(Duration.ofMinutes(3))
        .until(
            () -> {
              for (String id : List.copyOf(open)) {
                if (jobs.service().find("tap", ADA, id).phase().isFinal()) {
                  open.remove(id);
                }
              }
              return open.isEmpty();
            });
  }
}
