// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.jobs.JobFilter;
import org.nasmyth.api.jobs.JobPhase;
import org.nasmyth.api.jobs.JobSummary;

/** The job lists of services (UWS 1.1, section 2.2.2.1). Safe for any thread. */
final class JobLists {

  private static final int MOST_LISTED = 10_000;

  private final Store store;

  JobLists(Store store) {
    this.store = store;
  }

  /**
   * The jobs of a service.
   *
   * @param owner the name of the user whose jobs are wanted; null for all of any user
   * @param party the party whose anonymous jobs are wanted, if {@code owner} is null; null for all
   */
  List<JobSummary> jobs(
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
        store.transact(
            connection -> {
              try (PreparedStatement select = Store.prepare(connection, sql.toString(), values);
                  ResultSet rows = select.executeQuery()) {
                List<JobSummary> found = new ArrayList<>();
                while (rows.next()) {
                  found.add(
                      new JobSummary(
                          rows.getString("id"),
                          JobRows.owner(rows),
                          rows.getString("run_id"),
                          JobPhase.valueOf(rows.getString("phase")),
                          Instant.ofEpochMilli(rows.getLong("created"))));
                }
                return found;
              }
            });
    if (last == null) {
      Collections.reverse(jobs);
    }
    return jobs;
  }
}
