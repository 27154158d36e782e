// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.uws;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.nasmyth.api.jobs.Job;
import org.nasmyth.api.jobs.JobCaller;
import org.nasmyth.api.jobs.JobException;
import org.nasmyth.api.jobs.JobPhase;
import org.nasmyth.api.jobs.JobService;
import org.nasmyth.dali.Attachments;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.Parameters;

/** One job of a list and all that is below it, for one request. Used by the request's thread. */
final class JobResource {

  private static final int FAILED = 500;
  private static final String TEXT = "text/plain;charset=UTF-8";

  private final AsyncSettings settings;
  private final JobService jobs;
  private final Attachments attachments;
  private final JobCaller caller;
  private final String id;
  private final String url;
  private final HttpServletRequest request;
  private final HttpServletResponse response;

  /**
   * A job that may or may not be there.
   *
   * @param attachments the files that came with the request
   * @param url its address, without a slash at the end
   */
  JobResource(
      AsyncSettings settings,
      JobService jobs,
      Attachments attachments,
      JobCaller caller,
      String id,
      String url,
      HttpServletRequest request,
      HttpServletResponse response) {
    this.settings = settings;
    this.jobs = jobs;
    this.attachments = attachments;
    this.caller = caller;
    this.id = id;
    this.url = url;
    this.request = request;
    this.response = response;
  }

  /**
   * Answers a request of method GET, HEAD, POST or DELETE.
   *
   * @param below what follows the job in the path, without a slash at its ends
   */
  void answer(String method, String below, Parameters parameters)
      throws DaliException, IOException, JobException {
    switch (method) {
      case "POST" -> post(below, parameters);
      case "DELETE" -> {
        if (!below.isEmpty()) {
          throw DaliException.badRequest("Only a whole job can be deleted.");
        }
        delete();
      }
      default -> get(below, parameters);
    }
  }

  private void get(String below, Parameters parameters)
      throws DaliException, IOException, JobException {
    Job job = below.isEmpty() || below.equals("phase") ? awaited(parameters) : find();
    switch (below) {
      case "" -> JobAnswers.xml(jobs.document(job, url), response);
      case "phase" -> text(job.phase().name());
      case "executionduration" -> text(String.valueOf(job.executionDuration().toSeconds()));
      case "destruction" -> text(job.destruction().toString());
      case "quote" -> text("");
      case "owner" -> text(job.owner().name() == null ? "" : job.owner().name());
      case "parameters" -> JobAnswers.xml(jobs.parametersDocument(job), response);
      case "results" -> JobAnswers.xml(jobs.resultsDocument(job, url), response);
      case "error" -> error(job);
      default -> {
        if (!below.startsWith("results/")) {
          throw DaliException.notFound(
              "A job has phase, executionduration, destruction, error, quote, owner, parameters,"
                  + " results.");
        }
        result(job, below.substring("results/".length()));
      }
    }
  }

  private Job awaited(Parameters parameters) throws DaliException, JobException {
    var wait = JobValues.wait(parameters, settings.longestWait());
    if (wait.isEmpty()) {
      return find();
    }
    var phase = JobValues.phase(parameters);
    JobPhase current = phase.isPresent() ? phase.get() : find().phase();
    return jobs.await(settings.service(), caller, id, current, wait.get());
  }

  private void error(Job job) throws DaliException, IOException {
    Job.Fault fault = job.fault();
    if (fault == null) {
      throw DaliException.notFound("The job is " + job.phase() + "; it has no error.");
    }
    JobAnswers.send(
        settings.errors().document(FAILED, fault.message()),
        settings.errors().contentType(),
        response);
  }

  private void result(Job job, String name) throws DaliException, IOException, JobException {
    Job.Result result =
        job.result(name)
            .orElseThrow(
                () ->
                    DaliException.notFound(
                        "The job is " + job.phase() + "; it has no result '" + name + "'."));
    response.setHeader(
        "Content-Disposition",
        "inline; filename=\""
            + settings.service().replace('/', '_')
            + "-"
            + result.file().substring(result.file().lastIndexOf('/') + 1)
            + "\"");
    ResultFile.send(jobs.file(job, result), result, request, response);
  }

  private void post(String below, Parameters parameters)
      throws DaliException, IOException, JobException {
    switch (below) {
      case "" -> {
        String action = parameters.single("ACTION").orElse("");
        if (action.equalsIgnoreCase("DELETE")) {
          delete();
          return;
        }
        if (!action.isEmpty()) {
          throw DaliException.badRequest("ACTION can only be DELETE.");
        }
        change(parameters);
        addParameters(parameters);
        changePhase(parameters);
      }
      case "phase" -> {
        if (parameters.single("PHASE").isEmpty()) {
          throw DaliException.badRequest("PHASE is missing; send RUN or ABORT.");
        }
        changePhase(parameters);
      }
      case "executionduration", "destruction" -> change(parameters);
      case "parameters" -> addParameters(parameters);
      default -> throw DaliException.badRequest("Nothing can be sent to this part of a job.");
    }
    JobAnswers.seeOther(url, response);
  }

  private void change(Parameters parameters) throws DaliException, JobException {
    var duration = JobValues.duration(parameters);
    var destruction = JobValues.destruction(parameters);
    var runId = parameters.single("RUNID");
    if (duration.isPresent() || destruction.isPresent() || runId.isPresent()) {
      Job unused =
          jobs.change(
              settings.service(),
              caller,
              settings.limits(),
              id,
              duration.orElse(null),
              destruction.orElse(null),
              runId.orElse(null));
    }
  }

  private void addParameters(Parameters parameters) throws DaliException, JobException {
    List<Job.Parameter> added = JobValues.parameters(parameters, settings.single());
    if (added.isEmpty() && attachments.files().isEmpty()) {
      return;
    }
    Job job = find();
    for (Job.Parameter parameter : added) {
      if (settings.single().contains(parameter.name())
          && job.parameters().stream().anyMatch(old -> old.name().equals(parameter.name()))) {
        throw DaliException.badRequest(
            "The job has " + parameter.name() + " already; create another job.");
      }
    }
    Job unused = jobs.addParameters(settings.service(), caller, id, added, attachments.files());
  }

  private void changePhase(Parameters parameters) throws DaliException, JobException {
    String phase = parameters.single("PHASE").orElse("").strip().toUpperCase(Locale.ROOT);
    switch (phase) {
      case "" -> {
        Job unused = find();
      }
      case "RUN" -> {
        Job unused = jobs.start(settings.service(), caller, id);
      }
      case "ABORT" -> {
        Job unused = jobs.abort(settings.service(), caller, id);
      }
      default -> throw DaliException.badRequest("PHASE can only be set to RUN or ABORT.");
    }
  }

  private void delete() throws JobException {
    jobs.delete(settings.service(), caller, id);
    JobAnswers.seeOther(url.substring(0, url.lastIndexOf('/')), response);
  }

  private Job find() throws JobException {
    return jobs.find(settings.service(), caller, id);
  }

  private void text(String text) throws IOException {
    JobAnswers.send(text.getBytes(UTF_8), TEXT, response);
  }
}
