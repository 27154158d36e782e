// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.uws;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.nasmyth.api.jobs.Job;
import org.nasmyth.api.jobs.JobCaller;
import org.nasmyth.api.jobs.JobException;
import org.nasmyth.api.jobs.JobRequest;
import org.nasmyth.api.jobs.JobService;
import org.nasmyth.dali.Attachments;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.Parameters;

/** A job list and all that is below it. Safe for any thread. */
public final class JobListResource {

  private final AsyncSettings settings;
  private final JobService jobs;

  /** The job list of a service. */
  public JobListResource(AsyncSettings settings, JobService jobs) {
    this.settings = settings;
    this.jobs = jobs;
  }

  /**
   * Answers a request of method GET, HEAD, POST or DELETE.
   *
   * @param attachments the files of the request, which new or pending jobs get
   * @param below the path below the job list: empty, or a job's id and what follows, without a
   *     slash at its ends
   * @param url the address of the job list, without a slash at the end
   * @throws DaliException if it cannot be done; nothing is sent then
   */
  public void answer(
      HttpServletRequest request,
      Parameters parameters,
      Attachments attachments,
      JobCaller caller,
      String below,
      String url,
      HttpServletResponse response)
      throws DaliException, IOException {
    try {
      if (below.isEmpty()) {
        list(request.getMethod(), parameters, attachments, caller, url, response);
      } else {
        String[] steps = below.split("/", 2);
        JobResource job =
            new JobResource(
                settings,
                jobs,
                attachments,
                caller,
                steps[0],
                url + "/" + steps[0],
                request,
                response);
        job.answer(request.getMethod(), steps.length > 1 ? steps[1] : "", parameters);
      }
    } catch (JobException e) {
      String message = String.valueOf(e.getMessage());
      throw switch (e.kind()) {
        case NOT_FOUND -> DaliException.notFound(message);
        case WRONG_PHASE -> DaliException.badRequest(message);
        case TOO_MANY, UNAVAILABLE -> DaliException.unavailable(message);
      };
    }
  }

  private void list(
      String method,
      Parameters parameters,
      Attachments attachments,
      JobCaller caller,
      String url,
      HttpServletResponse response)
      throws DaliException, IOException, JobException {
    switch (method) {
      case "POST" -> {
        JobRequest request =
            new JobRequest(
                parameters.single("RUNID").orElse(null),
                JobValues.duration(parameters).orElse(null),
                JobValues.destruction(parameters).orElse(null),
                JobValues.parameters(parameters, settings.single()),
                attachments.files(),
                starts(parameters));
        Job job = jobs.create(settings.service(), caller, settings.limits(), request);
        JobAnswers.seeOther(url + "/" + job.id(), response);
      }
      case "DELETE" ->
          throw DaliException.badRequest("A job list cannot be deleted; delete its jobs.");
      default ->
          JobAnswers.xml(
              jobs.listDocument(
                  jobs.list(settings.service(), caller, JobValues.filter(parameters)), url),
              response);
    }
  }

  private static boolean starts(Parameters parameters) throws DaliException {
    String phase = parameters.single("PHASE").orElse("");
    if (!phase.isEmpty() && !phase.strip().equalsIgnoreCase("RUN")) {
      throw DaliException.badRequest("PHASE of a new job can only be RUN; it may be left out.");
    }
    return !phase.isEmpty();
  }
}
