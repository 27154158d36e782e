// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import ca.nrc.cadc.net.TransientException;
import ca.nrc.cadc.uws.ErrorSummary;
import ca.nrc.cadc.uws.ErrorType;
import ca.nrc.cadc.uws.ExecutionPhase;
import ca.nrc.cadc.uws.Job;
import ca.nrc.cadc.uws.JobRef;
import ca.nrc.cadc.uws.Parameter;
import ca.nrc.cadc.uws.Result;
import ca.nrc.cadc.uws.server.JobNotFoundException;
import ca.nrc.cadc.uws.server.JobPersistence;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.jobs.JobFilter;
import org.nasmyth.api.jobs.JobPhase;
import org.nasmyth.api.jobs.JobSummary;

/**
 * The store of jobs in a database that reads the SQL of H2 and PostgreSQL. Servers that share one
 * share its queue: a job is worked on by the server that holds a lease on it, and goes back to the
 * queue when the lease runs out. Leases are measured by the database's clock. Safe for any thread.
 */
@SuppressWarnings("JavaUtilDate") // OpenCADC's interface and model have no other
final class JdbcJobPersistence implements JobPersistence, AutoCloseable {

  /** How often a job is begun before it is given up. */
  static final int MOST_ATTEMPTS = 2;

  private static final String GIVEN_UP =
      "The server stopped twice while it worked on this job, so it is not tried again. If the query"
          + " is very large, ask for less; otherwise send it once more.";

  private static final String DATABASE_TIME =
      "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)";

  private static final String FINAL = "('COMPLETED', 'ERROR', 'ABORTED', 'ARCHIVED')";

  private static final String RUNNING_OF_PARTY =
      "(SELECT COUNT(*) FROM nasmyth_job r WHERE r.party = j.party AND r.phase = 'EXECUTING')";

  private final Connections connections;

  JdbcJobPersistence(Connections connections) {
    this.connections = connections;
    boolean unused = transact(StoreSchema::create);
  }

  /** Stores a new job; its party's jobs are counted against the limits of one user. */
  Job put(Job job, String party) {
    long now = System.currentTimeMillis();
    return transact(
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
    return transact(connection -> JobRows.read(connection, id));
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
    return update("DELETE FROM nasmyth_job WHERE id = ?", id) > 0;
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
        update(
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
        transact(
            connection -> {
              boolean changed =
                  update(
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
        update(
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
    return transact(
        connection -> {
          if (update(
                  connection,
                  "UPDATE nasmyth_job SET attempts = attempts WHERE id = ? AND phase = 'PENDING'",
                  id)
              == 0) {
            return false;
          }
          long next =
              number(
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
    return update(
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
    return update(
            "UPDATE nasmyth_job SET phase = 'ABORTED', ended = ?, holder = NULL,"
                + " lease_until = NULL WHERE id = ? AND phase NOT IN "
                + FINAL,
            System.currentTimeMillis(),
            id)
        > 0;
  }

  /** How many jobs of a party are waiting or being worked on. */
  long waiting(String party) {
    return transact(
        connection ->
            number(
                connection,
                "SELECT COUNT(*) FROM nasmyth_job WHERE party = ? AND phase IN ('PENDING',"
                    + " 'QUEUED')",
                party));
  }

  /**
   * Takes the job whose turn it is: of the party that has the fewest jobs running, the one that
   * waits longest.
   *
   * @param services whose jobs this server can do
   * @param holder this server
   * @param leaseMillis for how long it holds the job, unless it extends the lease
   * @param mostOfParty the most jobs that may run for one party
   */
  Optional<Job> claim(Set<String> services, String holder, long leaseMillis, int mostOfParty) {
    if (services.isEmpty()) {
      return Optional.empty();
    }
    String marks = services.stream().map(name -> "?").collect(Collectors.joining(", "));
    return transact(
        connection -> {
          List<Object> values = new ArrayList<>(services);
          values.add(mostOfParty);
          Optional<String> id =
              text(
                  connection,
                  "SELECT j.id FROM nasmyth_job j WHERE j.phase = 'QUEUED' AND j.service IN ("
                      + marks
                      + ") AND "
                      + RUNNING_OF_PARTY
                      + " < ? ORDER BY "
                      + RUNNING_OF_PARTY
                      + ", j.queued, j.id FETCH FIRST 1 ROW ONLY FOR UPDATE SKIP LOCKED",
                  values);
          if (id.isEmpty()
              || update(
                      connection,
                      "UPDATE nasmyth_job SET phase = 'EXECUTING', started = ?, holder = ?,"
                          + " lease_until = "
                          + DATABASE_TIME
                          + " + ?, attempts = attempts + 1 WHERE id = ? AND phase = 'QUEUED'",
                      System.currentTimeMillis(),
                      holder,
                      leaseMillis,
                      id.get())
                  == 0) {
            return Optional.empty();
          }
          return JobRows.read(connection, id.get());
        });
  }

  /** Extends the leases of a server; the jobs that it still holds. */
  Set<String> extendLeases(String holder, long leaseMillis) {
    return transact(
        connection -> {
          update(
              connection,
              "UPDATE nasmyth_job SET lease_until = "
                  + DATABASE_TIME
                  + " + ? WHERE holder = ? AND phase = 'EXECUTING'",
              leaseMillis,
              holder);
          return new HashSet<>(
              texts(
                  connection,
                  "SELECT id FROM nasmyth_job WHERE holder = ? AND phase = 'EXECUTING'",
                  List.of(holder)));
        });
  }

  /** Ends a job with results, if the server still holds it. */
  boolean complete(String id, String holder, List<? extends Result> results, String info) {
    return transact(
        connection -> {
          boolean held =
              update(
                      connection,
                      "UPDATE nasmyth_job SET phase = 'COMPLETED', ended = ?, info = ?,"
                          + " holder = NULL, lease_until = NULL"
                          + " WHERE id = ? AND holder = ? AND phase = 'EXECUTING'",
                      System.currentTimeMillis(),
                      info,
                      id,
                      holder)
                  > 0;
          if (held) {
            JobRows.replaceResults(connection, id, results);
          }
          return held;
        });
  }

  /** Ends a job with an error, if the server still holds it. */
  boolean fail(String id, String holder, ErrorSummary error, String info) {
    return update(
            "UPDATE nasmyth_job SET phase = 'ERROR', ended = ?, info = ?, error_kind = ?,"
                + " error_message = ?, holder = NULL, lease_until = NULL"
                + " WHERE id = ? AND holder = ? AND phase = 'EXECUTING'",
            System.currentTimeMillis(),
            info,
            error.getErrorType().name(),
            error.getSummaryMessage(),
            id,
            holder)
        > 0;
  }

  /** Puts a job that the server holds back into the queue, as if it had not been begun. */
  boolean release(String id, String holder) {
    return update(
            "UPDATE nasmyth_job SET phase = 'QUEUED', started = NULL, holder = NULL,"
                + " lease_until = NULL, attempts = attempts - 1"
                + " WHERE id = ? AND holder = ? AND phase = 'EXECUTING'",
            id,
            holder)
        > 0;
  }

  /**
   * Takes jobs from servers that died: they are queued once more, and fail if that happened before.
   *
   * @param all whether all leases are dead, because nobody else can use this store
   * @return how many jobs were taken
   */
  int takeOver(boolean all) {
    String dead = " WHERE phase = 'EXECUTING'" + (all ? "" : " AND lease_until < " + DATABASE_TIME);
    return transact(
        connection ->
            update(
                    connection,
                    "UPDATE nasmyth_job SET phase = 'ERROR', ended = ?, error_kind = ?,"
                        + " error_message = ?, holder = NULL, lease_until = NULL"
                        + dead
                        + " AND attempts >= ?",
                    System.currentTimeMillis(),
                    ErrorType.TRANSIENT.name(),
                    GIVEN_UP,
                    MOST_ATTEMPTS)
                + update(
                    connection,
                    "UPDATE nasmyth_job SET phase = 'QUEUED', started = NULL, holder = NULL,"
                        + " lease_until = NULL"
                        + dead
                        + " AND attempts < ?",
                    MOST_ATTEMPTS));
  }

  /** The ids of jobs whose time has come to be removed. */
  List<String> expired() {
    return transact(
        connection ->
            texts(
                connection,
                "SELECT id FROM nasmyth_job WHERE destruction <= ? ORDER BY destruction"
                    + " FETCH FIRST 1000 ROWS ONLY",
                List.of(System.currentTimeMillis())));
  }

  /** Which of these ids belong to jobs. */
  Set<String> known(Collection<String> ids) {
    return transact(
        connection -> {
          Set<String> known = new HashSet<>();
          for (String id : ids) {
            known.addAll(texts(connection, "SELECT id FROM nasmyth_job WHERE id = ?", List.of(id)));
          }
          return known;
        });
  }

  /**
   * The jobs of a service.
   *
   * @param owner the name of the user whose jobs are wanted; null for all of any user
   * @param party the party whose anonymous jobs are wanted, if {@code owner} is null; null for all
   */
  List<JobSummary> list(
      String service, @Nullable String owner, @Nullable String party, JobFilter filter) {
    StringBuilder sql = new StringBuilder("SELECT * FROM nasmyth_job WHERE service = ?");
    List<Object> values = new ArrayList<>(List.of(service));
    if (owner != null) {
      sql.append(" AND owner = ?");
      values.add(owner);
    } else if (party != null) {
      sql.append(" AND owner IS NULL AND party = ?");
      values.add(party);
    }
    if (filter.phases().isEmpty()) {
      sql.append(" AND phase <> 'ARCHIVED'");
    } else {
      sql.append(
          filter.phases().stream()
              .map(phase -> "?")
              .collect(Collectors.joining(", ", " AND phase IN (", ")")));
      filter.phases().forEach(phase -> values.add(phase.name()));
    }
    if (filter.after() != null) {
      sql.append(" AND created > ?");
      values.add(filter.after().toEpochMilli());
    }
    Integer last = filter.last();
    sql.append(" ORDER BY created DESC, id FETCH FIRST ? ROWS ONLY");
    values.add(last == null ? MOST_LISTED : Math.min(last, MOST_LISTED));
    List<JobSummary> jobs =
        transact(
            connection -> {
              try (PreparedStatement select = prepare(connection, sql.toString(), values);
                  ResultSet rows = select.executeQuery()) {
                List<JobSummary> found = new ArrayList<>();
                while (rows.next()) {
                  found.add(
                      new JobSummary(
                          rows.getString("id"),
                          JobRows.owner(rows),
                          rows.getString("run_id"),
                          JobPhase.valueOf(rows.getString("phase")),
                          new Date(rows.getLong("created")).toInstant()));
                }
                return found;
              }
            });
    if (last == null) {
      Collections.reverse(jobs);
    }
    return jobs;
  }

  private static final int MOST_LISTED = 10_000;

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
    return list(requestPath, null, null, filter).stream()
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

  @Override
  public void terminate() {
    close();
  }

  @Override
  public void close() {
    try {
      connections.close();
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  /** A new job's id. */
  static String newId() {
    return UUID.randomUUID().toString();
  }

  private int update(String sql, @Nullable Object... values) {
    return transact(connection -> update(connection, sql, values));
  }

  private static int update(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    List<@Nullable Object> list = new ArrayList<>();
    Collections.addAll(list, values);
    try (PreparedStatement statement = prepare(connection, sql, list)) {
      return statement.executeUpdate();
    }
  }

  private static long number(Connection connection, String sql, Object value) throws SQLException {
    try (PreparedStatement select = prepare(connection, sql, List.of(value));
        ResultSet row = select.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private static Optional<String> text(Connection connection, String sql, List<Object> values)
      throws SQLException {
    return texts(connection, sql, values).stream().findFirst();
  }

  private static List<String> texts(Connection connection, String sql, List<Object> values)
      throws SQLException {
    try (PreparedStatement select = prepare(connection, sql, values);
        ResultSet rows = select.executeQuery()) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(Objects.requireNonNull(rows.getString(1)));
      }
      return texts;
    }
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, List<? extends @Nullable Object> values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
    return statement;
  }

  private <T> T transact(Connections.Work<T> work) {
    try {
      return connections.transact(work);
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  private static TransientException unavailable(SQLException e) {
    return new TransientException("The store of jobs failed: " + e.getMessage(), e);
  }
}
