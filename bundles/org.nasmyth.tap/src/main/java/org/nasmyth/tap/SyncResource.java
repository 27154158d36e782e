// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.dali.Attachments;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.Parameters;
import org.nasmyth.dali.RunningRequests;
import org.nasmyth.exchange.Lease;
import org.nasmyth.query.QueryException;
import org.nasmyth.query.QueryOutcome;
import org.nasmyth.results.ChosenFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@code /sync} resource: a query and its result in one request (TAP 1.1, section 2.1). */
final class SyncResource {

  private static final Logger LOG = LoggerFactory.getLogger(SyncResource.class);

  private final TapSettings settings;
  private final Databases databases;
  private final TapQueries queries;
  private final RunningRequests running;
  private final boolean offersJobs;

  SyncResource(
      TapSettings settings,
      Databases databases,
      TapQueries queries,
      RunningRequests running,
      boolean offersJobs) {
    this.settings = settings;
    this.databases = databases;
    this.queries = queries;
    this.running = running;
    this.offersJobs = offersJobs;
  }

  /** Answers a request. */
  void answer(
      HttpServletRequest request,
      Parameters parameters,
      Attachments attachments,
      Identity caller,
      String baseUrl,
      HttpServletResponse response)
      throws DaliException, IOException {
    if (TapRequest.isForCapabilities(parameters)) {
      response.setHeader("Location", baseUrl + "/capabilities");
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      return;
    }
    TapRequest query = TapRequest.of(parameters, settings);
    try (ChosenFormat format = queries.format(query, request.getHeader("Accept"));
        Lease<TapDatabase> database = databases.lease();
        RunningRequests.Run run = running.begin(settings.syncLimit());
        SyncAnswer answer = new SyncAnswer(settings.path(), format, request, response)) {
      if (request.getMethod().equals("HEAD")) {
        answer.begin();
        return;
      }
      QueryOutcome outcome =
          queries.run(
              query,
              attachments::file,
              caller,
              database.part(),
              format,
              run.cancellation(),
              answer);
      answer.finish();
      LOG.debug("{}: {} rows, {}", settings.path(), outcome.rows(), outcome.ending());
    } catch (QueryException e) {
      throw explain(e);
    }
  }

  private DaliException explain(QueryException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e.kind()) {
      case BAD_QUERY, TOO_LARGE -> DaliException.badRequest(message);
      case TIME_LIMIT -> DaliException.badRequest(timeLimit());
      case CANCELLED, UNAVAILABLE -> DaliException.unavailable(message);
      case FAULT -> DaliException.fault(message, e);
    };
  }

  private String timeLimit() {
    String limit =
        "The query was ended because it took longer than "
            + settings.syncLimit().toSeconds()
            + " s, the time limit of this service. ";
    String less =
        "sk for less: a smaller region, fewer rows (TOP), or conditions on indexed columns.";
    return offersJobs
        ? limit
            + "Send it to /async, where it may take "
            + settings.jobLimits().executionHard().toSeconds()
            + " s, or a"
            + less
        : limit + "A" + less;
  }
}
