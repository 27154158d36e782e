// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job to create.
 *
 * @param runId what the user calls it; null for nothing
 * @param executionDuration the longest time that it shall execute, zero for the most that the
 *     service allows; null for the service's default
 * @param destruction when it shall be removed; null for the service's default
 * @param parameters what it shall do
 * @param start whether to queue it at once
 */
public record JobRequest(
    @Nullable String runId,
    @Nullable Duration executionDuration,
    @Nullable Instant destruction,
    List<Job.Parameter> parameters,
    boolean start) {

  /** Copies the list. */
  public JobRequest {
    parameters = List.copyOf(parameters);
  }
}
