// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import ca.nrc.cadc.net.TransientException;
import ca.nrc.cadc.rest.SyncOutput;
import ca.nrc.cadc.uws.ExecutionPhase;
import ca.nrc.cadc.uws.Job;
import ca.nrc.cadc.uws.server.JobRunner;
import ca.nrc.cadc.uws.server.JobUpdater;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.jobs.Job.Fault;
import org.nasmyth.api.jobs.JobFailedException;
import org.nasmyth.api.jobs.JobHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a job that this server holds done by its handler, and stores how it ended. */
final class HandlerRunner implements JobRunner {

  private static final Logger LOG = LoggerFactory.getLogger(HandlerRunner.class);

  private final JobHandler handler;
  private final JdbcJobPersistence persistence;
  private final Leases leases;
  private final JobFolders folders;
  private final String holder;
  private final Cancellation cancellation;
  private @Nullable Job job;

  HandlerRunner(
      JobHandler handler,
      JdbcJobPersistence persistence,
      Leases leases,
      JobFolders folders,
      String holder,
      Cancellation cancellation) {
    this.handler = handler;
    this.persistence = persistence;
    this.leases = leases;
    this.folders = folders;
    this.holder = holder;
    this.cancellation = cancellation;
  }

  @Override
  public void setJobUpdater(JobUpdater updater) {
    if (updater != persistence) {
      throw new IllegalArgumentException("A job is stored where its lease is.");
    }
  }

  @Override
  public void setJob(Job toRun) {
    this.job = toRun;
  }

  @Override
  public void setSyncOutput(SyncOutput output) {
    throw new UnsupportedOperationException("Synchronous requests are answered without a job.");
  }

  @Override
  public void run() {
    Job running = Objects.requireNonNull(job, "setJob comes first");
    String id = running.getID();
    long began = System.nanoTime();
    JobFolders.Results results = folders.attempt(id);
    try {
      switch (work(running, results, began)) {
        case COMPLETED -> {
          results.removeOthers();
          folders.removeInput(id);
        }
        case QUEUED, ELSEWHERE -> results.remove();
        case OVER -> folders.remove(id);
      }
    } catch (TransientException e) {
      LOG.error("How job {} ended is not stored; it is taken up when its lease ends", id, e);
    } catch (IOException e) {
      LOG.warn("The folder of job {} cannot be cleared", id, e);
    }
  }

  /** How far a job got, for what is to become of its folder. */
  private enum Outcome {
    COMPLETED,
    QUEUED,
    OVER,
    ELSEWHERE
  }

  /** What became of a job that this server did not hold any more. */
  private Outcome lost(String id) {
    Optional<ExecutionPhase> phase = persistence.find(id).map(Job::getExecutionPhase);
    boolean over =
        phase.isEmpty()
            || phase.get() == ExecutionPhase.ABORTED
            || phase.get() == ExecutionPhase.ERROR;
    if (!over) {
      LOG.warn("Job {} was taken over by another server", id);
    }
    return over ? Outcome.OVER : Outcome.ELSEWHERE;
  }

  private Outcome work(Job running, JobFolders.Results results, long began) {
    String id = running.getID();
    try {
      String info =
          handler.run(JobModel.fromUws(running), folders.input(id), results, cancellation);
      List<StoredResult> stored = results.finish();
      boolean held = leases.complete(id, holder, stored, info + timing(began));
      return held ? Outcome.COMPLETED : lost(id);
    } catch (JobFailedException e) {
      if (e.getCause() != null) {
        LOG.error("Job {} failed", id, e);
      }
      return end(id, new Fault(String.valueOf(e.getMessage()), e.isPassing()), began);
    } catch (IOException e) {
      LOG.error("The results of job {} cannot be written", id, e);
      return end(
          id,
          new Fault(
              "The result could not be written on the server; its disk may be full. Try again"
                  + " later, or ask for less.",
              true),
          began);
    } catch (TransientException e) {
      throw e;
    } catch (RuntimeException e) {
      String reference = UUID.randomUUID().toString();
      LOG.error("Job {} failed, reference {}", id, reference, e);
      return end(
          id,
          new Fault(
              "The service failed. Its operator finds the reason under the reference "
                  + reference
                  + ".",
              false),
          began);
    }
  }

  private Outcome end(String id, Fault fault, long began) {
    Optional<Cancellation.Reason> reason = cancellation.reason();
    if (reason.filter(Cancellation.Reason.SHUTDOWN::equals).isPresent()) {
      boolean released = leases.release(id, holder);
      LOG.info("Job {} was interrupted{}", id, released ? " and is queued again" : "");
      return released ? Outcome.QUEUED : lost(id);
    }
    boolean held =
        leases.fail(
            id, holder, Objects.requireNonNull(JobModel.summary(fault)), "failed" + timing(began));
    return held ? Outcome.OVER : lost(id);
  }

  private static String timing(long began) {
    return String.format(Locale.ROOT, " after %.3f s", (System.nanoTime() - began) / 1e9);
  }
}
