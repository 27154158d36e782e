// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.identity.Identity;

/**
 * What is known of a job at one moment.
 *
 * @param id its name below the service's job list
 * @param service the service that it belongs to, as its handler is called
 * @param owner who created it
 * @param runId what the user calls it; null if nothing
 * @param phase where it is in its life
 * @param created when it was accepted
 * @param started when work on it began; null before
 * @param ended when it was over; null before
 * @param destruction when it will be removed with all its results
 * @param executionDuration the longest time that it may execute
 * @param parameters what it was asked to do, in order
 * @param results what it made, in order; empty unless it completed
 * @param fault why it failed; null unless its phase is ERROR
 * @param info how it went, for people: rows and time; null before its end
 */
public record Job(
    String id,
    String service,
    Identity owner,
    @Nullable String runId,
    JobPhase phase,
    Instant created,
    @Nullable Instant started,
    @Nullable Instant ended,
    Instant destruction,
    Duration executionDuration,
    List<Parameter> parameters,
    List<Result> results,
    @Nullable Fault fault,
    @Nullable String info) {

  /**
   * A parameter.
   *
   * @param name its name, in upper case
   * @param value its value
   */
  public record Parameter(String name, String value) {}

  /**
   * Something that a job made.
   *
   * @param id its name, unique in the job
   * @param file the name of its file
   * @param mediaType its media type
   * @param bytes its size
   */
  public record Result(String id, String file, String mediaType, long bytes) {}

  /**
   * Why a job failed.
   *
   * @param message what was wrong and what to do
   * @param passing whether the same job may succeed another time
   */
  public record Fault(String message, boolean passing) {}

  /** Copies the lists. */
  public Job {
    parameters = List.copyOf(parameters);
    results = List.copyOf(results);
  }

  /** The result of a name. */
  public Optional<Result> result(String name) {
    return results.stream().filter(result -> result.id().equals(name)).findFirst();
  }
}
