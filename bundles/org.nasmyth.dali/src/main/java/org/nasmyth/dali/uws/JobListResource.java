// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.uws;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.nasmyth.api.jobs.Job;
import org.nasmyth.api.jobs.JobCaller;
import org.nasmyth.api.jobs.JobException;
import org.nasmyth.api.jobs.JobPhase;
import org.nasmyth.api.jobs.JobRequest;
import org.nasmyth.api.jobs.JobService;
import org.nasmyth.dali.Attachments;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.ErrorDocument;
import org.nasmyth.dali.Parameters;

/** A job list and all that is below it. Safe for any thread. */
public final class JobListResource {

  /** Parameters that the protocol itself understands; a job does not get them. */
  private static final Set<String> CONTROLS =
      Set.of("PHASE", "EXECUTIONDURATION", "DESTRUCTION", "RUNID", "ACTION", "WAIT");

  private static final String XML = "text/xml;charset=UTF-8";
  private static final String TEXT = "text/plain;charset=UTF-8";

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
        OneJob job =
            new OneJob(attachments, caller, steps[0], url + "/" + steps[0], request, response);
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
                jobParameters(parameters),
                attachments.files(),
                starts(parameters));
        Job job = jobs.create(settings.service(), caller, settings.limits(), request);
        seeOther(url + "/" + job.id(), response);
      }
      case "DELETE" ->
          throw DaliException.badRequest("A job list cannot be deleted; delete its jobs.");
      default ->
          send(
              jobs.listDocument(
                  jobs.list(settings.service(), caller, JobValues.filter(parameters)), url),
              XML,
              response);
    }
  }

  private List<Job.Parameter> jobParameters(Parameters parameters) throws DaliException {
    for (String name : settings.single()) {
      boolean unused = parameters.single(name).isPresent();
    }
    return parameters.names().stream()
        .filter(name -> !CONTROLS.contains(name))
        .flatMap(
            name ->
                (settings.single().contains(name)
                        ? parameters.all(name).stream().limit(1)
                        : parameters.all(name).stream())
                    .map(value -> new Job.Parameter(name, value)))
        .toList();
  }

  private static boolean starts(Parameters parameters) throws DaliException {
    String phase = parameters.single("PHASE").orElse("");
    if (!phase.isEmpty() && !phase.strip().equalsIgnoreCase("RUN")) {
      throw DaliException.badRequest("PHASE of a new job can only be RUN; it may be left out.");
    }
    return !phase.isEmpty();
  }

  /** One job, asked by one request. */
  private final class OneJob {
    private final Attachments attachments;
    private final JobCaller caller;
    private final String id;
    private final String url;
    private final HttpServletRequest request;
    private final HttpServletResponse response;

    OneJob(
        Attachments attachments,
        JobCaller caller,
        String id,
        String url,
        HttpServletRequest request,
        HttpServletResponse response) {
      this.attachments = attachments;
      this.caller = caller;
      this.id = id;
      this.url = url;
      this.request = request;
      this.response = response;
    }

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
        case "" -> send(jobs.document(job, url), XML, response);
        case "phase" -> text(job.phase().name());
        case "executionduration" -> text(String.valueOf(job.executionDuration().toSeconds()));
        case "destruction" -> text(job.destruction().toString());
        case "quote" -> text("");
        case "owner" -> text(job.owner().name() == null ? "" : job.owner().name());
        case "parameters" -> send(jobs.parametersDocument(job), XML, response);
        case "results" -> send(jobs.resultsDocument(job, url), XML, response);
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
      send(ErrorDocument.of(fault.message()), ErrorDocument.CONTENT_TYPE, response);
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
              + result.file()
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
      seeOther(url, response);
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
      List<Job.Parameter> added = jobParameters(parameters);
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
      seeOther(url.substring(0, url.lastIndexOf('/')), response);
    }

    private Job find() throws JobException {
      return jobs.find(settings.service(), caller, id);
    }

    private void text(String text) throws IOException {
      send(text.getBytes(UTF_8), TEXT, response);
    }
  }

  private static void seeOther(String url, HttpServletResponse response) {
    response.setHeader("Location", url);
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
  }

  private static void send(byte[] document, String contentType, HttpServletResponse response)
      throws IOException {
    response.setContentType(contentType);
    response.setHeader("Cache-Control", "no-cache");
    response.setContentLength(document.length);
    response.getOutputStream().write(document);
  }
}
