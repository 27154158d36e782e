// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import java.time.Duration;
import org.nasmyth.api.jobs.JobLimits;

/**
 * How the service is set up.
 *
 * @param syncLimit the longest time that a synchronous request may take
 * @param atOnce how many synchronous requests are worked on at a time
 * @param patience how long one waits for its turn
 * @param mostCutouts the most cut-outs of one request or job
 * @param jobLimits the limits of jobs
 * @param mostJobBytes how large the results of one job may become together
 */
record SodaSettings(
    Duration syncLimit,
    int atOnce,
    Duration patience,
    int mostCutouts,
    JobLimits jobLimits,
    long mostJobBytes) {

  /** Checks what an operator can have got wrong. */
  SodaSettings {
    if (syncLimit.isNegative() || syncLimit.isZero()) {
      throw new IllegalArgumentException("syncSeconds: it has to be at least 1");
    }
    if (atOnce < 1) {
      throw new IllegalArgumentException("atOnce: it has to be at least 1");
    }
    if (patience.isNegative()) {
      throw new IllegalArgumentException("waitSeconds: it has to be at least 0");
    }
    if (mostCutouts < 1) {
      throw new IllegalArgumentException("mostCutouts: it has to be at least 1");
    }
    if (mostJobBytes < 1) {
      throw new IllegalArgumentException("asyncBytes: it has to be at least 1");
    }
  }

  static SodaSettings of(SodaConfiguration configuration) {
    return new SodaSettings(
        Duration.ofSeconds(configuration.syncSeconds()),
        configuration.atOnce(),
        Duration.ofSeconds(configuration.waitSeconds()),
        configuration.mostCutouts(),
        new JobLimits(
            Duration.ofSeconds(configuration.asyncSeconds()),
            Duration.ofSeconds(configuration.asyncSecondsHard()),
            Duration.ofHours(configuration.retentionHours()),
            Duration.ofHours(configuration.retentionHoursHard())),
        configuration.asyncBytes());
  }
}
