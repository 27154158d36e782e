// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.jobs;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job to create.
 *
 * @param runId what the user calls it; null for nothing
 * @param executionDuration the longest time that it shall execute, zero for the most that the
 *     service allows; null for the service's default
 * @param destruction when it shall be removed; null for the service's default
 * @param parameters what it shall do
 * @param files what comes with it, by name; they are moved away, and kept until the job has ended
 * @param start whether to queue it at once
 */
public record JobRequest(
    @Nullable String runId,
    @Nullable Duration executionDuration,
    @Nullable Instant destruction,
    List<Job.Parameter> parameters,
    Map<String, Path> files,
    boolean start) {

  /** Copies the collections. */
  public JobRequest {
    parameters = List.copyOf(parameters);
    files = Map.copyOf(files);
  }

  /** A job without files. */
  public JobRequest(
      @Nullable String runId,
      @Nullable Duration executionDuration,
      @Nullable Instant destruction,
      List<Job.Parameter> parameters,
      boolean start) {
    this(runId, executionDuration, destruction, parameters, Map.of(), start);
  }
}
