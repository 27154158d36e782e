// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.uws;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.jobs.Job;
import org.nasmyth.api.jobs.JobFilter;
import org.nasmyth.api.jobs.JobPhase;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.Parameters;

/** The values of the parameters that the protocol itself understands. */
final class JobValues {

  /** Parameters that the protocol itself understands; a job does not get them. */
  private static final Set<String> CONTROLS =
      Set.of("PHASE", "EXECUTIONDURATION", "DESTRUCTION", "RUNID", "ACTION", "WAIT");

  private static final long MOST_SECONDS = 1_000_000_000L;

  private JobValues() {}

  static Optional<Duration> duration(Parameters parameters) throws DaliException {
    Optional<String> given = parameters.single("EXECUTIONDURATION");
    if (given.isEmpty()) {
      return Optional.empty();
    }
    long seconds = number("EXECUTIONDURATION", given.get());
    if (seconds < 0) {
      throw DaliException.badRequest("EXECUTIONDURATION has to be 0 or more, in seconds.");
    }
    return Optional.of(Duration.ofSeconds(Math.min(seconds, MOST_SECONDS)));
  }

  static Optional<Instant> destruction(Parameters parameters) throws DaliException {
    Optional<String> given = parameters.single("DESTRUCTION");
    return given.isEmpty() ? Optional.empty() : Optional.of(time("DESTRUCTION", given.get()));
  }

  /** For how long to wait; negative values mean as long as the service allows. */
  static Optional<Duration> wait(Parameters parameters, Duration longest) throws DaliException {
    Optional<String> given = parameters.single("WAIT");
    if (given.isEmpty()) {
      return Optional.empty();
    }
    long seconds = number("WAIT", given.get());
    boolean tooLong = seconds < 0 || seconds > longest.toSeconds();
    return Optional.of(tooLong ? longest : Duration.ofSeconds(seconds));
  }

  static Optional<JobPhase> phase(Parameters parameters) throws DaliException {
    Optional<String> given = parameters.single("PHASE");
    return given.isEmpty() ? Optional.empty() : Optional.of(phase(given.get()));
  }

  static JobFilter filter(Parameters parameters) throws DaliException {
    Set<JobPhase> phases = EnumSet.noneOf(JobPhase.class);
    for (String phase : parameters.all("PHASE")) {
      phases.add(phase(phase));
    }
    Optional<String> after = parameters.single("AFTER");
    return new JobFilter(
        phases, after.isEmpty() ? null : time("AFTER", after.get()), last(parameters));
  }

  /**
   * What a job gets of a request's parameters.
   *
   * @param single the names of those that may be given once
   */
  static List<Job.Parameter> parameters(Parameters parameters, Set<String> single)
      throws DaliException {
    for (String name : single) {
      boolean unused = parameters.single(name).isPresent();
    }
    return parameters.names().stream()
        .filter(name -> !CONTROLS.contains(name))
        .flatMap(
            name ->
                (single.contains(name)
                        ? parameters.all(name).stream().limit(1)
                        : parameters.all(name).stream())
                    .map(value -> new Job.Parameter(name, value)))
        .toList();
  }

  private static @Nullable Integer last(Parameters parameters) throws DaliException {
    Optional<String> given = parameters.single("LAST");
    if (given.isEmpty()) {
      return null;
    }
    long last = number("LAST", given.get());
    if (last < 1) {
      throw DaliException.badRequest("LAST has to be a whole number, 1 or more.");
    }
    return (int) Math.min(last, Integer.MAX_VALUE);
  }

  private static JobPhase phase(String text) throws DaliException {
    try {
      return JobPhase.valueOf(text.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw DaliException.badRequest(
          "There is no such PHASE; use one of PENDING, QUEUED, EXECUTING, COMPLETED, ERROR,"
              + " ABORTED, UNKNOWN, HELD, SUSPENDED, ARCHIVED.");
    }
  }

  private static long number(String name, String text) throws DaliException {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw DaliException.badRequest(name + " has to be a whole number.");
    }
  }

  /** A time as DALI 1.1, section 3.3.3 writes it; without a zone it is UTC. */
  private static Instant time(String name, String text) throws DaliException {
    String stripped = text.strip();
    try {
      if (stripped.length() == "2026-11-23".length()) {
        return LocalDate.parse(stripped).atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      boolean zoned = stripped.matches(".*(Z|[+-]\\d\\d:?\\d\\d)");
      return zoned
          ? OffsetDateTime.parse(stripped).toInstant()
          : LocalDateTime.parse(stripped).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw DaliException.badRequest(
          name + " has to be a time such as 2026-11-23T05:00:00Z, in UTC.");
    }
  }
}
