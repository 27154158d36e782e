// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import ca.nrc.cadc.uws.ErrorSummary;
import ca.nrc.cadc.uws.ExecutionPhase;
import ca.nrc.cadc.uws.Job;
import ca.nrc.cadc.uws.JobRef;
import ca.nrc.cadc.uws.Parameter;
import ca.nrc.cadc.uws.Result;
import ca.nrc.cadc.uws.server.JobNotFoundException;
import ca.nrc.cadc.uws.server.JobPersistence;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.jobs.JobFilter;
import org.nasmyth.api.jobs.JobPhase;

/**
 * What is known of jobs, by OpenCADC's interface, in a database that reads the SQL of H2 and
 * PostgreSQL. Safe for any thread.
 */
@SuppressWarnings("JavaUtilDate") // OpenCADC's interface and model have no other
final class JdbcJobPersistence implements JobPersistence {

  private static final String FINAL = "('COMPLETED', 'ERROR', 'ABORTED', 'ARCHIVED')";

  private final Store store;
  private final JobLists lists;

  JdbcJobPersistence(Store store) {
    this.store = store;
    this.lists = new JobLists(store);
  }

  /** Stores a new job; its party's jobs are counted against the limits of one user. */
  Job put(Job job, String party) {
    long now = System.currentTimeMillis();
    return store.transact(
        connection -> {
          JobRows.insert(connection, job, party, now);
          return job;
        });
  }

  @Override
  public Job put(Job job) {
    return put(job, "user " + job.ownerDisplay);
  }

  /** A job, if it is there. */
  Optional<Job> find(String id) {
    return store.transact(connection -> JobRows.read(connection, id));
  }

  @Override
  public Job get(String id) throws JobNotFoundException {
    return find(id).orElseThrow(() -> new JobNotFoundException(id));
  }

  @Override
  public void getDetails(Job job) {
    find(job.getID())
        .ifPresent(
            stored -> {
              job.setParameterList(stored.getParameterList());
              job.setResultsList(stored.getResultsList());
            });
  }

  @Override
  public void delete(String id) {
    boolean unused = remove(id);
  }

  /** Removes a job; false if it was not there. */
  boolean remove(String id) {
    return store.update("DELETE FROM nasmyth_job WHERE id = ?", id) > 0;
  }

  @Override
  public ExecutionPhase getPhase(String id) throws JobNotFoundException {
    return get(id).getExecutionPhase();
  }

  @Override
  public @Nullable ExecutionPhase setPhase(String id, ExecutionPhase from, ExecutionPhase to) {
    return setPhase(id, from, to, null);
  }

  /**
   * Changes the phase of a job that is in the one told.
   *
   * @param date when it began or ended, where the new phase means that
   * @return the new phase; null if the job is not in the old one
   */
  @Override
  public @Nullable ExecutionPhase setPhase(
      String id, ExecutionPhase from, ExecutionPhase to, @Nullable Date date) {
    long now = date == null ? System.currentTimeMillis() : date.getTime();
    String time =
        switch (to) {
          case QUEUED -> ", queued = ?";
          case EXECUTING -> ", started = ?";
          case COMPLETED, ERROR, ABORTED -> ", holder = NULL, lease_until = NULL, ended = ?";
          default -> ", created = created + 0 * ?";
        };
    int changed =
        store.update(
            "UPDATE nasmyth_job SET phase = ?" + time + " WHERE id = ? AND phase = ?",
            to.name(),
            now,
            id,
            from.name());
    return changed > 0 ? to : null;
  }

  @Override
  public @Nullable ExecutionPhase setPhase(
      String id, ExecutionPhase from, ExecutionPhase to, List<Result> results, Date date) {
    boolean done =
        store.transact(
            connection -> {
              boolean changed =
                  Store.update(
                          connection,
                          "UPDATE nasmyth_job SET phase = ?, ended = ?, holder = NULL,"
                              + " lease_until = NULL WHERE id = ? AND phase = ?",
                          to.name(),
                          date.getTime(),
                          id,
                          from.name())
                      > 0;
              if (changed) {
                JobRows.replaceResults(connection, id, results);
              }
              return changed;
            });
    return done ? to : null;
  }

  @Override
  public @Nullable ExecutionPhase setPhase(
      String id, ExecutionPhase from, ExecutionPhase to, ErrorSummary error, Date date) {
    int changed =
        store.update(
            "UPDATE nasmyth_job SET phase = ?, ended = ?, holder = NULL, lease_until = NULL,"
                + " error_kind = ?, error_message = ? WHERE id = ? AND phase = ?",
            to.name(),
            date.getTime(),
            error.getErrorType().name(),
            error.getSummaryMessage(),
            id,
            from.name());
    return changed > 0 ? to : null;
  }

  @Override
  public void addParameters(String id, List<Parameter> parameters) {
    boolean unused = addParametersIfPending(id, parameters);
  }

  /** Adds parameters; false if the job is not pending. */
  boolean addParametersIfPending(String id, List<Parameter> parameters) {
    return store.transact(
        connection -> {
          if (Store.update(
                  connection,
                  "UPDATE nasmyth_job SET attempts = attempts WHERE id = ? AND phase = 'PENDING'",
                  id)
              == 0) {
            return false;
          }
          long next =
              Store.number(
                  connection,
                  "SELECT COALESCE(MAX(seq) + 1, 0) FROM nasmyth_job_parameter WHERE job_id = ?",
                  id);
          JobRows.addParameters(connection, id, (int) next, parameters);
          return true;
        });
  }

  /** Changes what a user may change; null leaves a value. The duration only until work begins. */
  boolean change(
      String id, @Nullable Long duration, @Nullable Long destruction, @Nullable String runId) {
    return store.update(
            "UPDATE nasmyth_job SET duration = COALESCE(CAST(? AS BIGINT), duration),"
                + " destruction = COALESCE(CAST(? AS BIGINT), destruction),"
                + " run_id = COALESCE(CAST(? AS VARCHAR), run_id)"
                + " WHERE id = ? AND (CAST(? AS BIGINT) IS NULL OR phase IN ('PENDING', 'QUEUED'))",
            duration,
            destruction,
            runId,
            id,
            duration)
        > 0;
  }

  /** Ends a job that is not over, whoever works on it. */
  boolean abort(String id) {
    return store.update(
            "UPDATE nasmyth_job SET phase = 'ABORTED', ended = ?, holder = NULL,"
                + " lease_until = NULL WHERE id = ? AND phase NOT IN "
                + FINAL,
            System.currentTimeMillis(),
            id)
        > 0;
  }

  @Override
  public Iterator<JobRef> iterator(String requestPath) {
    return iterator(requestPath, null);
  }

  @Override
  public Iterator<JobRef> iterator(String requestPath, @Nullable List<ExecutionPhase> phases) {
    return iterator(requestPath, phases, null, null);
  }

  @Override
  public Iterator<JobRef> iterator(
      String requestPath,
      @Nullable List<ExecutionPhase> phases,
      @Nullable Date after,
      @Nullable Integer last) {
    Set<JobPhase> wanted =
        phases == null
            ? Set.of()
            : phases.stream().map(JobModel::phase).collect(Collectors.toSet());
    JobFilter filter = new JobFilter(wanted, after == null ? null : after.toInstant(), last);
    return lists.jobs(requestPath, null, null, filter).stream()
        .map(
            job ->
                new JobRef(
                    job.id(),
                    JobModel.phase(job.phase()),
                    Date.from(job.created()),
                    job.runId(),
                    job.owner().name()))
        .iterator();
  }

  /** Does nothing: the store is closed by who opened it. */
  @Override
  public void terminate() {}

  /** A new job's id. */
  static String newId() {
    return UUID.randomUUID().toString();
  }
}
