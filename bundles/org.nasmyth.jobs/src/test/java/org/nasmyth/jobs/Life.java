// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.jobs.Job;
import org.nasmyth.api.jobs.JobCaller;
import org.nasmyth.api.jobs.JobFilter;
import org.nasmyth.api.jobs.JobLimits;
import org.nasmyth.api.jobs.JobPhase;
import org.nasmyth.api.jobs.JobRequest;
import org.nasmyth.api.jobs.JobSummary;

/**
 * A server with a client in one process, to be killed. Prints a line for each job that was
 * accepted, {@code accepted ID}, and for each change that the client sees, {@code seen ID PHASE},
 * for a completed one with the result's checksum; first for all jobs that there are, then {@code
 * ready}.
 */
final class Life {

  static final JobCaller ADA = new JobCaller(new Identity("ada", Set.of()), "::1");
  static final JobLimits LIMITS =
      new JobLimits(
          Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(9), Duration.ofHours(9));

  private static final int MOST_NEW = 4;
  private static final Duration LOOK = Duration.ofMillis(3);

  private final Jobs jobs;
  private final Map<String, String> seen = new HashMap<>();

  private Life(Jobs jobs) {
    this.jobs = jobs;
  }

  /**
   * Serves the jobs of a folder until it is killed, or until all are over.
   *
   * @param arguments the folder, a seed, and whether to make new jobs
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Random random = new Random(Long.parseLong(arguments[1]));
    boolean makes = Boolean.parseBoolean(arguments[2]);
    try (Jobs jobs = new Jobs(Stores.h2(folder), folder, Worker.SETTINGS)) {
      Life life = new Life(jobs);
      life.look();
      System.out.println("ready");
      jobs.add(new Worker(folder.resolve("log"), 2));
      int made = 0;
      while (makes || !life.isOver()) {
        if (makes && made < MOST_NEW && random.nextInt(4) == 0) {
          life.make(random);
          made++;
        }
        TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        life.look();
      }
    }
  }

  private void make(Random random) throws Exception {
    boolean started = random.nextBoolean();
    Job job =
        jobs.service()
            .create("tap", ADA, LIMITS, new JobRequest(null, null, null, List.of(), started));
    System.out.println("accepted " + job.id());
    if (!started) {
      Job unused = jobs.service().start("tap", ADA, job.id());
      System.out.println("seen " + job.id() + " QUEUED");
    }
  }

  private void look() throws Exception {
    for (JobSummary job : jobs.service().list("tap", ADA, new JobFilter(Set.of(), null, null))) {
      String state = state(job);
      if (!state.equals(seen.put(job.id(), state))) {
        System.out.println("seen " + job.id() + " " + state);
      }
    }
  }

  private String state(JobSummary summary) throws Exception {
    if (summary.phase() != JobPhase.COMPLETED) {
      return summary.phase().name();
    }
    String before = seen.get(summary.id());
    if (before != null && before.startsWith("COMPLETED")) {
      return before;
    }
    Job job = jobs.service().find("tap", ADA, summary.id());
    Job.Result result = job.result("result").orElseThrow();
    byte[] bytes = Files.readAllBytes(jobs.service().file(job, result));
    if (bytes.length != result.bytes()) {
      return "COMPLETED half";
    }
    return "COMPLETED " + checksum(bytes);
  }

  private boolean isOver() {
    return seen.values().stream()
        .map(state -> JobPhase.valueOf(state.split(" ", -1)[0]))
        .allMatch(phase -> phase.isFinal() || phase == JobPhase.PENDING);
  }

  static String checksum(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
