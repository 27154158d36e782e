// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.jobs.Job;
import org.nasmyth.api.jobs.JobFailedException;
import org.nasmyth.api.jobs.JobHandler;
import org.nasmyth.api.jobs.JobOutput;

/**
 * A handler whose jobs write the lines of a text slowly. As a process of its own it is a server to
 * be killed.
 */
final class Worker implements JobHandler {

  static final QueueSettings SETTINGS =
      new QueueSettings(new Quotas(2, 9, 1000), Duration.ofSeconds(30), Duration.ofHours(1), false);
  static final int LINES = 20;

  private final Path log;
  private final long pauseMillis;

  Worker(Path log, long pauseMillis) {
    this.log = log;
    this.pauseMillis = pauseMillis;
  }

  /** Works on the jobs of a folder until it is killed. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    try (Jobs jobs = new Jobs(Stores.h2(folder), folder, SETTINGS)) {
      jobs.add(new Worker(folder.resolve("log"), 5));
      System.out.println("ready");
      TimeUnit.MINUTES.sleep(2);
    }
  }

  @Override
  public String service() {
    return "tap";
  }

  @Override
  public String run(Job job, JobOutput output, Cancellation cancellation)
      throws JobFailedException, IOException {
    Files.writeString(log, job.id() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    CountDownLatch ended = new CountDownLatch(1);
    try (OutputStream out = output.begin("result", "text/plain", "txt");
        Cancellation.Registration registration = cancellation.onCancel(ended::countDown)) {
      for (int i = 0; i < LINES; i++) {
        out.write((job.id() + " " + i + "\n").getBytes(StandardCharsets.UTF_8));
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
