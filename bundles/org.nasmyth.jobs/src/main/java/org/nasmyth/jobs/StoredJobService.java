// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import ca.nrc.cadc.net.TransientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.jobs.Job;
import org.nasmyth.api.jobs.JobCaller;
import org.nasmyth.api.jobs.JobException;
import org.nasmyth.api.jobs.JobFilter;
import org.nasmyth.api.jobs.JobLimits;
import org.nasmyth.api.jobs.JobPhase;
import org.nasmyth.api.jobs.JobRequest;
import org.nasmyth.api.jobs.JobService;
import org.nasmyth.api.jobs.JobSummary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs of the store, each for those who may see it. */
final class StoredJobService implements JobService {

  private static final Logger LOG = LoggerFactory.getLogger(StoredJobService.class);
  private static final int MOST_WAITING_CALLERS = 64;

  private final Store store;
  private final JdbcJobPersistence persistence;
  private final JobLists lists;
  private final JobQueue queue;
  private final JobFolders folders;
  private final QueueSettings settings;
  private final Changes changes;
  private final Semaphore waiting = new Semaphore(MOST_WAITING_CALLERS);

  StoredJobService(
      Store store,
      JdbcJobPersistence persistence,
      JobQueue queue,
      JobFolders folders,
      QueueSettings settings,
      Changes changes) {
    this.store = store;
    this.persistence = persistence;
    this.lists = new JobLists(store);
    this.queue = queue;
    this.folders = folders;
    this.settings = settings;
    this.changes = changes;
  }

  @Override
  public Job create(String service, JobCaller caller, JobLimits limits, JobRequest request)
      throws JobException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Job job =
        new Job(
            JdbcJobPersistence.newId(),
            service,
            caller.identity(),
            request.runId(),
            request.start() ? JobPhase.QUEUED : JobPhase.PENDING,
            now,
            null,
            null,
            destruction(request.destruction(), now, limits),
            duration(request.executionDuration(), limits),
            request.parameters(),
            List.of(),
            null,
            null);
    return stored(
        () -> {
          boolean accepted = false;
          try {
            attach(job.id(), request.files());
            refuse(queue.accept(JobModel.toUws(job), caller.party()));
            accepted = true;
            return job;
          } finally {
            if (!accepted) {
              queue.forget(job.id());
            }
          }
        });
  }

  @Override
  public Job find(String service, JobCaller caller, String id) throws JobException {
    return stored(
        () ->
            persistence
                .find(id)
                .map(JobModel::fromUws)
                .filter(job -> job.service().equals(service))
                .filter(job -> isFor(job, caller))
                .orElseThrow(() -> notFound()));
  }

  @Override
  public List<JobSummary> list(String service, JobCaller caller, JobFilter filter)
      throws JobException {
    return stored(() -> lists.jobs(service, caller.identity().name(), caller.party(), filter));
  }

  @Override
  public Job start(String service, JobCaller caller, String id) throws JobException {
    Job job = find(service, caller, id);
    if (job.phase() != JobPhase.PENDING) {
      throw wrongPhase(job, "only a pending job can be started");
    }
    return stored(
        () -> {
          refuse(queue.start(id));
          return find(service, caller, id);
        });
  }

  @Override
  public Job abort(String service, JobCaller caller, String id) throws JobException {
    Job job = find(service, caller, id);
    return stored(
        () -> {
          queue.abort(JobModel.toUws(job));
          Job aborted = find(service, caller, id);
          if (job.phase() != JobPhase.EXECUTING && aborted.phase() == JobPhase.ABORTED) {
            removeInput(id);
          }
          return aborted;
        });
  }

  /** Removes the files of a job that will not run; one that runs is cleared by who runs it. */
  private void removeInput(String id) {
    try {
      folders.removeInput(id);
    } catch (IOException e) {
      LOG.warn("The files of job {} cannot be removed", id, e);
    }
  }

  @Override
  public void delete(String service, JobCaller caller, String id) throws JobException {
    Job job = find(service, caller, id);
    String unused =
        stored(
            () -> {
              queue.delete(job.id());
              return id;
            });
  }

  @Override
  public Job addParameters(
      String service,
      JobCaller caller,
      String id,
      List<Job.Parameter> parameters,
      Map<String, Path> files)
      throws JobException {
    Job job = find(service, caller, id);
    if (job.phase() != JobPhase.PENDING) {
      throw wrongPhase(job, "parameters can be added only to a pending job");
    }
    return stored(
        () -> {
          attach(id, files);
          if (!persistence.addParametersIfPending(id, JobModel.parameters(parameters))) {
            throw wrongPhase(job, "parameters can be added only to a pending job");
          }
          return find(service, caller, id);
        });
  }

  private void attach(String id, Map<String, Path> files) throws JobException {
    try {
      folders.attach(id, files);
    } catch (IOException e) {
      LOG.error("The files of job {} cannot be kept", id, e);
      throw new JobException(
          JobException.Kind.UNAVAILABLE,
          "The server has no room for the files of this job at the moment; try again later.");
    }
  }

  @Override
  public Job change(
      String service,
      JobCaller caller,
      JobLimits limits,
      String id,
      @Nullable Duration executionDuration,
      @Nullable Instant destruction,
      @Nullable String runId)
      throws JobException {
    Job job = find(service, caller, id);
    Long seconds =
        executionDuration == null ? null : duration(executionDuration, limits).toSeconds();
    Long end =
        destruction == null ? null : destruction(destruction, job.created(), limits).toEpochMilli();
    return stored(
        () -> {
          if (!persistence.change(id, seconds, end, runId)) {
            throw wrongPhase(job, "its execution duration can be changed only before it runs");
          }
          return find(service, caller, id);
        });
  }

  @Override
  public Job await(String service, JobCaller caller, String id, JobPhase phase, Duration longest)
      throws JobException {
    long seen = changes.count();
    Job job = find(service, caller, id);
    if (!phase.isActive() || job.phase() != phase || !waiting.tryAcquire()) {
      return job;
    }
    try {
      long end = System.nanoTime() + longest.toNanos();
      while (job.phase() == phase && !changes.isClosed()) {
        Duration rest = Duration.ofNanos(end - System.nanoTime());
        if (rest.isNegative() || rest.isZero()) {
          return job;
        }
        Duration poll = settings.poll();
        changes.awaitAfter(seen, rest.compareTo(poll) < 0 ? rest : poll);
        seen = changes.count();
        job = find(service, caller, id);
      }
      return job;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return job;
    } finally {
      waiting.release();
    }
  }

  @Override
  public Path file(Job job, Job.Result result) throws JobException {
    Path file = folders.folder(job.id()).resolve(result.file());
    if (job.phase() != JobPhase.COMPLETED || !Files.isRegularFile(file)) {
      throw new JobException(
          JobException.Kind.NOT_FOUND, "The job has no result of this name, or has it no more.");
    }
    return file;
  }

  @Override
  public byte[] document(Job job, String url) {
    return JobDocuments.job(job, job.phase() == JobPhase.QUEUED ? turn() : job.info(), url);
  }

  /** What a user is told who wonders why a job is not begun. */
  private String turn() {
    return "waits for its turn; at most "
        + settings.quotas().runningOfParty()
        + " jobs of one user or address run at a time, and "
        + settings.quotas().running()
        + " of all on one server";
  }

  @Override
  public byte[] parametersDocument(Job job) {
    return JobDocuments.parameters(job);
  }

  @Override
  public byte[] resultsDocument(Job job, String url) {
    return JobDocuments.results(job, JobDocuments.results(job, url));
  }

  @Override
  public byte[] listDocument(List<JobSummary> jobs, String url) {
    return JobDocuments.list(jobs, url);
  }

  @Override
  public boolean isWell() {
    return store.isWell();
  }

  private static void refuse(Optional<String> limit) throws JobException {
    if (limit.isPresent()) {
      throw new JobException(JobException.Kind.TOO_MANY, limit.get());
    }
  }

  private static boolean isFor(Job job, JobCaller caller) {
    return job.owner().isAnonymous()
        || Objects.equals(job.owner().name(), caller.identity().name());
  }

  private static Duration duration(@Nullable Duration asked, JobLimits limits) {
    if (asked == null) {
      return limits.execution();
    }
    boolean unlimited = asked.isZero() || asked.isNegative();
    return unlimited || asked.compareTo(limits.executionHard()) > 0
        ? limits.executionHard()
        : asked;
  }

  private static Instant destruction(@Nullable Instant asked, Instant created, JobLimits limits) {
    if (asked == null) {
      return created.plus(limits.retention());
    }
    Instant latest = created.plus(limits.retentionHard());
    return asked.isAfter(latest) ? latest : asked.truncatedTo(ChronoUnit.MILLIS);
  }

  private static JobException notFound() {
    return new JobException(
        JobException.Kind.NOT_FOUND,
        "There is no such job. It may have been deleted, or removed when its destruction time had"
            + " come.");
  }

  private static JobException wrongPhase(Job job, String why) {
    return new JobException(
        JobException.Kind.WRONG_PHASE, "The job is " + job.phase() + "; " + why + ".");
  }

  /** What is done with the store. */
  @FunctionalInterface
  private interface Work<T> {
    T run() throws JobException;
  }

  private static <T> T stored(Work<T> work) throws JobException {
    try {
      return work.run();
    } catch (TransientException e) {
      LOG.error("The store of jobs failed", e);
      throw new JobException(
          JobException.Kind.UNAVAILABLE,
          "The store of jobs does not answer: it may be restarting, or its disk be full. Nothing was"
              + " changed. Try again soon.");
    }
  }
}
