// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import java.io.IOException;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.jobs.Job;
import org.nasmyth.api.jobs.JobFailedException;
import org.nasmyth.api.jobs.JobHandler;
import org.nasmyth.api.jobs.JobInput;
import org.nasmyth.api.jobs.JobOutput;
import org.nasmyth.api.results.Ending;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.Parameters;
import org.nasmyth.exchange.Lease;
import org.nasmyth.query.QueryException;
import org.nasmyth.query.QueryOutcome;
import org.nasmyth.results.ChosenFormat;

/** Does a service's asynchronous queries (TAP 1.1, section 2.1; the result is called so there). */
final class QueryJobs implements JobHandler {

  private static final String RESULT = "result";

  private final TapSettings settings;
  private final Databases databases;
  private final TapQueries queries;

  QueryJobs(TapSettings settings, Databases databases, TapQueries queries) {
    this.settings = settings;
    this.databases = databases;
    this.queries = queries;
  }

  @Override
  public String service() {
    return settings.path();
  }

  @Override
  public String run(Job job, JobInput input, JobOutput output, Cancellation cancellation)
      throws JobFailedException, IOException {
    try {
      TapRequest query = TapRequest.of(Parameters.of(job), settings);
      try (ChosenFormat format = queries.format(query, null);
          Lease<TapDatabase> database = databases.lease();
          OnceBegun result =
              new OnceBegun(
                  () ->
                      output.begin(
                          RESULT, format.contentType(), format.format().fileExtension()))) {
        QueryOutcome outcome =
            queries.run(query, input, job.owner(), database.part(), format, cancellation, result);
        return summary(outcome);
      }
    } catch (DaliException e) {
      throw new JobFailedException(
          String.valueOf(e.getMessage()), e.retryAfter().isPresent(), e.getCause());
    } catch (QueryException e) {
      throw explain(e, job);
    }
  }

  private static String summary(QueryOutcome outcome) throws JobFailedException {
    if (outcome.ending() instanceof Ending.Failed failed) {
      throw new JobFailedException(failed.message(), true, null);
    }
    return outcome.rows()
        + " rows"
        + (outcome.ending() instanceof Ending.Overflow ? ", cut off by the row limit," : "");
  }

  private static JobFailedException explain(QueryException e, Job job) {
    String message = String.valueOf(e.getMessage());
    return switch (e.kind()) {
      case BAD_QUERY, TOO_LARGE -> new JobFailedException(message, false, null);
      case TIME_LIMIT ->
          new JobFailedException(
              "The query was ended because it took longer than "
                  + job.executionDuration().toSeconds()
                  + " s, the execution duration of this job. Create another one with a larger"
                  + " EXECUTIONDURATION, or ask for less.",
              false,
              null);
      case CANCELLED, UNAVAILABLE -> new JobFailedException(message, true, null);
      case FAULT -> new JobFailedException(message, true, e);
    };
  }
}
