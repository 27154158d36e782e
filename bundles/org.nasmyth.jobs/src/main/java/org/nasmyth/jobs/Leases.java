// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import ca.nrc.cadc.uws.ErrorSummary;
import ca.nrc.cadc.uws.ErrorType;
import ca.nrc.cadc.uws.Job;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who works on which job. Servers that share a store share its queue: a job is worked on by the
 * server that holds a lease on it, and goes back to the queue when the lease runs out. Leases are
 * measured by the database's clock. The end of a job is stored only for who still holds it. Safe
 * for any thread.
 */
final class Leases {

  /** How often a job is begun before it is given up. */
  static final int MOST_ATTEMPTS = 2;

  private static final String GIVEN_UP =
      "The work on this job was broken off twice by a failure of the server, so it is not tried"
          + " again. If the query is very large, ask for less; otherwise send it once more.";

  private static final String DATABASE_TIME =
      "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)";

  private static final String RUNNING_OF_PARTY =
      "(SELECT COUNT(*) FROM nasmyth_job r WHERE r.party = j.party AND r.phase = 'EXECUTING')";

  private final Store store;

  Leases(Store store) {
    this.store = store;
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
    return store.transact(
        connection -> {
          List<Object> values = new ArrayList<>(services);
          values.add(mostOfParty);
          Optional<String> id =
              Store.text(
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
              || Store.update(
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

  /** Extends the leases of a server on some jobs; those of them that it still holds. */
  Set<String> extend(String holder, Collection<String> ids, long leaseMillis) {
    if (ids.isEmpty()) {
      return Set.of();
    }
    return store.transact(
        connection -> {
          Set<String> held = new HashSet<>();
          for (String id : ids) {
            int extended =
                Store.update(
                    connection,
                    "UPDATE nasmyth_job SET lease_until = "
                        + DATABASE_TIME
                        + " + ? WHERE id = ? AND holder = ? AND phase = 'EXECUTING'",
                    leaseMillis,
                    id,
                    holder);
            if (extended > 0) {
              held.add(id);
            }
          }
          return held;
        });
  }

  /** Ends a job with results, if the server still holds it. */
  boolean complete(String id, String holder, List<StoredResult> results, String info) {
    return store.transact(
        connection -> {
          boolean held =
              Store.update(
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
    return store.update(
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
    return store.update(
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
    return store.transact(
        connection ->
            Store.update(
                    connection,
                    "UPDATE nasmyth_job SET phase = 'ERROR', ended = ?, error_kind = ?,"
                        + " error_message = ?, holder = NULL, lease_until = NULL"
                        + dead
                        + " AND attempts >= ?",
                    System.currentTimeMillis(),
                    ErrorType.TRANSIENT.name(),
                    GIVEN_UP,
                    MOST_ATTEMPTS)
                + Store.update(
                    connection,
                    "UPDATE nasmyth_job SET phase = 'QUEUED', started = NULL, holder = NULL,"
                        + " lease_until = NULL"
                        + dead
                        + " AND attempts < ?",
                    MOST_ATTEMPTS));
  }
}
