// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.jobs;

import java.time.Duration;

/**
 * The limits that a service sets to its jobs.
 *
 * @param execution how long a job may execute if its user does not say
 * @param executionHard how long it may execute at most
 * @param retention after what time from its creation it is removed if its user does not say
 * @param retentionHard for what time from its creation it is kept at most
 */
public record JobLimits(
    Duration execution, Duration executionHard, Duration retention, Duration retentionHard) {

  /** Checks that the limits make sense together. */
  public JobLimits {
    if (execution.compareTo(executionHard) > 0 || execution.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "The default execution duration has to be at least 1 s and at most the hard one.");
    }
    if (retention.compareTo(retentionHard) > 0 || retention.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "The default retention has to be at least 1 s and at most the hard one.");
    }
  }
}
