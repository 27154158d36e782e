// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import ca.nrc.cadc.uws.ExecutionPhase;
import ca.nrc.cadc.uws.Job;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Lets jobs into the store and into its queue, as many of each party as the quotas allow. The count
 * and what follows from it are one transaction; two servers that share a store may each let one in
 * at the same moment. Safe for any thread.
 */
final class Admission {

  private static final String WAITING =
      "SELECT COUNT(*) FROM nasmyth_job WHERE party = ? AND phase IN ('PENDING', 'QUEUED')";
  private static final String AT_WORK =
      "SELECT COUNT(*) FROM nasmyth_job WHERE party = ? AND phase IN ('QUEUED', 'EXECUTING')";

  private final Store store;
  private final Quotas quotas;

  Admission(Store store, Quotas quotas) {
    this.store = store;
    this.quotas = quotas;
  }

  /**
   * Stores a new job.
   *
   * @return empty if it is stored; else which limit its party has reached, for the user
   */
  Optional<String> accept(Job job, String party) {
    return store.transact(
        connection -> {
          Optional<String> limit = waiting(connection, party);
          if (limit.isEmpty() && job.getExecutionPhase() == ExecutionPhase.QUEUED) {
            limit = atWork(connection, party);
          }
          if (limit.isEmpty()) {
            JobRows.insert(connection, job, party, System.currentTimeMillis());
          }
          return limit;
        });
  }

  /**
   * Queues a job if it is pending.
   *
   * @return empty if it is queued or was not pending; else which limit its party has reached
   */
  Optional<String> queue(String id) {
    return store.transact(
        connection -> {
          Optional<String> party =
              Store.text(
                  connection,
                  "SELECT party FROM nasmyth_job WHERE id = ? AND phase = 'PENDING'",
                  List.of(id));
          if (party.isEmpty()) {
            return Optional.empty();
          }
          Optional<String> limit = atWork(connection, party.get());
          if (limit.isEmpty()) {
            Store.update(
                connection,
                "UPDATE nasmyth_job SET phase = 'QUEUED', queued = ?"
                    + " WHERE id = ? AND phase = 'PENDING'",
                System.currentTimeMillis(),
                id);
          }
          return limit;
        });
  }

  private Optional<String> waiting(Connection connection, String party) throws SQLException {
    return Store.number(connection, WAITING, party) < quotas.waitingOfParty()
        ? Optional.empty()
        : Optional.of(
            "You have "
                + quotas.waitingOfParty()
                + " jobs waiting, the most that are kept for one user or address. Wait for some to"
                + " run, or delete some.");
  }

  private Optional<String> atWork(Connection connection, String party) throws SQLException {
    return quotas.queuesMore() || Store.number(connection, AT_WORK, party) < quotas.runningOfParty()
        ? Optional.empty()
        : Optional.of(
            "You have "
                + quotas.runningOfParty()
                + " jobs running, the most that run at a time for one user or address. Wait for one"
                + " to end, or abort one.");
  }
}
