// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.jobs.Job;
import org.nasmyth.api.jobs.JobCaller;
import org.nasmyth.api.jobs.JobException;
import org.nasmyth.api.jobs.JobFailedException;
import org.nasmyth.api.jobs.JobHandler;
import org.nasmyth.api.jobs.JobInput;
import org.nasmyth.api.jobs.JobLimits;
import org.nasmyth.api.jobs.JobOutput;
import org.nasmyth.api.jobs.JobPhase;
import org.nasmyth.api.jobs.JobRequest;

/** Files that come with jobs: kept until the job has run, also over a restart, and no longer. */
class AttachedFilesTest {

  private static final JobCaller ADA = new JobCaller(new Identity("ada", Set.of()), "::1");
  private static final JobLimits LIMITS =
      new JobLimits(
          Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofHours(1), Duration.ofHours(1));

  @TempDir private Path home;
  @TempDir private Path elsewhere;

  /** Copies the file "table" into its result. */
  private static final class Copier implements JobHandler {
    @Override
    public String service() {
      return "tap";
    }

    @Override
    public String run(Job job, JobInput input, JobOutput output, Cancellation cancellation)
        throws JobFailedException, IOException {
      Path file =
          input.file("Table").orElseThrow(() -> new JobFailedException("no table", false, null));
      try (OutputStream out = output.begin("result", "text/plain", "txt")) {
        Files.copy(file, out);
      }
      return "copied";
    }
  }

  private Jobs open() throws Exception {
    return new Jobs(Stores.h2(home), home, Worker.SETTINGS);
  }

  private Path file(String content) throws IOException {
    return Files.writeString(elsewhere.resolve("upload"), content);
  }

  private static Job create(Jobs jobs, Map<String, Path> files, boolean start) throws Exception {
    return jobs.service()
        .create("tap", ADA, LIMITS, new JobRequest(null, null, null, List.of(), files, start));
  }

  private static Job awaitEnd(Jobs jobs, String id) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> jobs.service().find("tap", ADA, id), job -> !job.phase().isActive());
  }

  private List<String> input(String id) throws IOException {
    Path folder = home.resolve(id).resolve("input");
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void aFileIsThereWhenItsJobRunsAndGoneAfterwards() throws Exception {
    try (Jobs jobs = open()) {
      Path file = file("one");
      Job job = create(jobs, Map.of("TABLE", file), true);
      assertThat(file).doesNotExist();
      assertThat(input(job.id())).hasSize(1).noneMatch(name -> name.contains("TABLE"));
      jobs.add(new Copier());
      Job ended = awaitEnd(jobs, job.id());
      assertThat(ended.phase()).isEqualTo(JobPhase.COMPLETED);
      assertThat(jobs.service().file(ended, ended.results().get(0))).hasContent("one");
      await().atMost(Duration.ofSeconds(60)).until(() -> input(job.id()).isEmpty());
    }
  }

  @Test
  void aFileSurvivesARestartOfTheServer() throws Exception {
    String id;
    try (Jobs jobs = open()) {
      id = create(jobs, Map.of("TABLE", file("two")), true).id();
    }
    try (Jobs jobs = open()) {
      jobs.add(new Copier());
      Job ended = awaitEnd(jobs, id);
      assertThat(jobs.service().file(ended, ended.results().get(0))).hasContent("two");
    }
  }

  @Test
  void aFileSurvivesTheInterruptionOfItsJob() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    JobHandler waiting =
        new JobHandler() {
          @Override
          public String service() {
            return "tap";
          }

          @Override
          public String run(Job job, JobInput input, JobOutput output, Cancellation cancellation)
              throws JobFailedException, IOException {
            CountDownLatch ended = new CountDownLatch(1);
            try (OutputStream out = output.begin("result", "text/plain", "txt");
                Cancellation.Registration registration = cancellation.onCancel(ended::countDown)) {
              out.write('x');
              running.countDown();
              ended.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            throw new JobFailedException("interrupted", true, null);
          }
        };
    String id;
    try (Jobs jobs = open()) {
      jobs.add(waiting);
      id = create(jobs, Map.of("TABLE", file("three")), true).id();
      assertThat(running.await(2, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(input(id)).hasSize(1);
    try (Jobs jobs = open()) {
      jobs.add(new Copier());
      Job ended = awaitEnd(jobs, id);
      assertThat(jobs.service().file(ended, ended.results().get(0))).hasContent("three");
    }
  }

  @Test
  void aPendingJobGetsFilesLaterAndARunningOneNone() throws Exception {
    try (Jobs jobs = open()) {
      Job job = create(jobs, Map.of(), false);
      Job.Parameter upload = new Job.Parameter("UPLOAD", "t,param:table");
      Job changed =
          jobs.service()
              .addParameters("tap", ADA, job.id(), List.of(upload), Map.of("table", file("four")));
      assertThat(changed.parameters()).containsExactly(upload);
      Job replaced =
          jobs.service()
              .addParameters("tap", ADA, job.id(), List.of(), Map.of("TABLE", file("five")));
      Job started = jobs.service().start("tap", ADA, replaced.id());
      Path late = file("late");
      assertThatThrownBy(
              () ->
                  jobs.service()
                      .addParameters("tap", ADA, started.id(), List.of(), Map.of("TABLE", late)))
          .isInstanceOf(JobException.class);
      jobs.add(new Copier());
      Job ended = awaitEnd(jobs, job.id());
      assertThat(jobs.service().file(ended, ended.results().get(0))).hasContent("five");
    }
  }

  @Test
  void nothingIsLeftOfAJobThatIsAbortedBeforeItRuns() throws Exception {
    try (Jobs jobs = open()) {
      Job job = create(jobs, Map.of("TABLE", file("eight")), true);
      Job aborted = jobs.service().abort("tap", ADA, job.id());
      assertThat(aborted.phase()).isEqualTo(JobPhase.ABORTED);
      assertThat(input(job.id())).isEmpty();
    }
  }

  @Test
  void nothingIsLeftOfAJobThatFailsOrIsDeleted() throws Exception {
    try (Jobs jobs = open()) {
      Job deleted = create(jobs, Map.of("TABLE", file("six")), false);
      jobs.service().delete("tap", ADA, deleted.id());
      assertThat(home.resolve(deleted.id())).doesNotExist();
      Job failing = create(jobs, Map.of("OTHER", file("seven")), true);
      jobs.add(new Copier());
      assertThat(awaitEnd(jobs, failing.id()).phase()).isEqualTo(JobPhase.ERROR);
      await().atMost(Duration.ofSeconds(60)).until(() -> !Files.exists(home.resolve(failing.id())));
    }
  }
}
