// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import ca.nrc.cadc.uws.ErrorSummary;
import ca.nrc.cadc.uws.ErrorType;
import ca.nrc.cadc.uws.ExecutionPhase;
import ca.nrc.cadc.uws.Job;
import ca.nrc.cadc.uws.Parameter;
import ca.nrc.cadc.uws.Result;
import ca.nrc.cadc.uws.server.JobPersistenceUtil;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.identity.Identity;

/** A job between OpenCADC's model and the tables of {@link StoreSchema}. */
@SuppressWarnings("JavaUtilDate") // OpenCADC's model has no other
final class JobRows {

  private JobRows() {}

  static Optional<Job> read(Connection connection, String id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT * FROM nasmyth_job WHERE id = ?")) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        Job job = job(row);
        job.setParameterList(parameters(connection, id));
        job.setResultsList(results(connection, id));
        return Optional.of(job);
      }
    }
  }

  static void insert(Connection connection, Job job, String party, long now) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO nasmyth_job (id, service, owner, owner_groups, party, run_id, phase,"
                + " created, queued, destruction, duration, attempts)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)")) {
      Identity owner = JobModel.owner(job);
      insert.setString(1, job.getID());
      insert.setString(2, job.getRequestPath());
      insert.setString(3, owner.name());
      insert.setString(4, GroupText.of(owner.groups()));
      insert.setString(5, party);
      insert.setString(6, job.getRunID());
      insert.setString(7, job.getExecutionPhase().name());
      insert.setLong(8, job.getCreationTime().getTime());
      if (job.getExecutionPhase() == ExecutionPhase.QUEUED) {
        insert.setLong(9, now);
      } else {
        insert.setNull(9, java.sql.Types.BIGINT);
      }
      insert.setLong(10, job.getDestructionTime().getTime());
      insert.setLong(11, job.getExecutionDuration());
      insert.executeUpdate();
    }
    addParameters(connection, job.getID(), 0, job.getParameterList());
  }

  static void addParameters(Connection connection, String id, int from, List<Parameter> parameters)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO nasmyth_job_parameter (job_id, seq, name, content)"
                + " VALUES (?, ?, ?, ?)")) {
      int seq = from;
      for (Parameter parameter : parameters) {
        insert.setString(1, id);
        insert.setInt(2, seq++);
        insert.setString(3, parameter.getName());
        insert.setString(4, parameter.getValue());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  static void replaceResults(Connection connection, String id, List<? extends Result> results)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM nasmyth_job_result WHERE job_id = ?")) {
      delete.setString(1, id);
      delete.executeUpdate();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO nasmyth_job_result (job_id, seq, id, file, media_type, bytes)"
                + " VALUES (?, ?, ?, ?, ?, ?)")) {
      int seq = 0;
      for (Result result : results) {
        if (!(result instanceof StoredResult stored)) {
          throw new IllegalArgumentException(
              "The store keeps only results with a file, not " + result.getURI());
        }
        insert.setString(1, id);
        insert.setInt(2, seq++);
        insert.setString(3, stored.getName());
        insert.setString(4, stored.file());
        insert.setString(5, stored.mediaType());
        insert.setLong(6, stored.bytes());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  static Identity owner(ResultSet row) throws SQLException {
    String name = row.getString("owner");
    if (name == null) {
      return Identity.ANONYMOUS;
    }
    String groups = row.getString("owner_groups");
    return new Identity(name, groups == null ? Set.of() : GroupText.groups(groups));
  }

  private static Job job(ResultSet row) throws SQLException {
    Job job = new Job();
    JobPersistenceUtil.assignID(job, row.getString("id"));
    job.setRequestPath(row.getString("service"));
    JobModel.own(job, owner(row));
    job.setRunID(row.getString("run_id"));
    job.setExecutionPhase(ExecutionPhase.valueOf(row.getString("phase")));
    job.setCreationTime(new Date(row.getLong("created")));
    job.setStartTime(date(row, "started"));
    job.setEndTime(date(row, "ended"));
    job.setDestructionTime(new Date(row.getLong("destruction")));
    job.setExecutionDuration(row.getLong("duration"));
    String message = row.getString("error_message");
    if (message != null) {
      job.setErrorSummary(
          new ErrorSummary(message, ErrorType.valueOf(row.getString("error_kind"))));
    }
    job.setJobInfo(JobModel.info(row.getString("info")));
    return job;
  }

  private static @Nullable Date date(ResultSet row, String column) throws SQLException {
    long ms = row.getLong(column);
    return row.wasNull() ? null : new Date(ms);
  }

  private static List<Parameter> parameters(Connection connection, String id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT name, content FROM nasmyth_job_parameter WHERE job_id = ? ORDER BY seq")) {
      select.setString(1, id);
      try (ResultSet rows = select.executeQuery()) {
        List<Parameter> parameters = new ArrayList<>();
        while (rows.next()) {
          parameters.add(new Parameter(rows.getString(1), rows.getString(2)));
        }
        return parameters;
      }
    }
  }

  private static List<Result> results(Connection connection, String id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT id, file, media_type, bytes FROM nasmyth_job_result"
                + " WHERE job_id = ? ORDER BY seq")) {
      select.setString(1, id);
      try (ResultSet rows = select.executeQuery()) {
        List<Result> results = new ArrayList<>();
        while (rows.next()) {
          results.add(
              new StoredResult(
                  rows.getString(1), rows.getString(2), rows.getString(3), rows.getLong(4)));
        }
        return results;
      }
    }
  }
}
