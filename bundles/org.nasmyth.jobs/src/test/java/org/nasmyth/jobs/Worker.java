// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.jobs.Job;
import org.nasmyth.api.jobs.JobFailedException;
import org.nasmyth.api.jobs.JobHandler;
import org.nasmyth.api.jobs.JobInput;
import org.nasmyth.api.jobs.JobOutput;

/** A handler whose jobs write the lines of a text slowly, after each one's id into a log. */
final class Worker implements JobHandler {

  static final QueueSettings SETTINGS =
      new QueueSettings(new Quotas(2, 9, 1000), Duration.ofMinutes(10), Duration.ofHours(1), false);
  static final int LINES = 20;

  private final Path log;
  private final long pauseMillis;

  Worker(Path log, long pauseMillis) {
    this.log = log;
    this.pauseMillis = pauseMillis;
  }

  /** What a job's result holds when it is whole. */
  static List<String> lines(String jobId) {
    return IntStream.range(0, LINES).mapToObj(number -> jobId + " " + number).toList();
  }

  @Override
  public String service() {
    return "tap";
  }

  @Override
  public String run(Job job, JobInput input, JobOutput output, Cancellation cancellation)
      throws JobFailedException, IOException {
    Files.writeString(log, job.id() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    CountDownLatch ended = new CountDownLatch(1);
    try (OutputStream out = output.begin("result", "text/plain", "txt");
        Cancellation.Registration registration = cancellation.onCancel(ended::countDown)) {
      for (String line : lines(job.id())) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        if (ended.await(pauseMillis, TimeUnit.MILLISECONDS)) {
          throw new JobFailedException("ended", true, null);
        }
      }
    } catch (InterruptedException e) {
      throw new JobFailedException("interrupted", true, e);
    }
    return LINES + " rows";
  }
}
