// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of the job store, in SQL that H2 and PostgreSQL read alike. Times are in ms. */
final class StoreSchema {

  private static final List<String> STATEMENTS =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS nasmyth_job (
            id VARCHAR(36) PRIMARY KEY,
            service VARCHAR(200) NOT NULL,
            owner VARCHAR(500),
            owner_groups TEXT,
            party VARCHAR(600) NOT NULL,
            run_id TEXT,
            phase VARCHAR(10) NOT NULL,
            created BIGINT NOT NULL,
            queued BIGINT,
            started BIGINT,
            ended BIGINT,
            destruction BIGINT NOT NULL,
            duration BIGINT NOT NULL,
            attempts INTEGER NOT NULL,
            holder VARCHAR(36),
            lease_until BIGINT,
            error_kind VARCHAR(10),
            error_message TEXT,
            info TEXT)
          """,
          "CREATE INDEX IF NOT EXISTS nasmyth_job_phase ON nasmyth_job (phase, queued)",
          "CREATE INDEX IF NOT EXISTS nasmyth_job_party ON nasmyth_job (party, phase)",
          "CREATE INDEX IF NOT EXISTS nasmyth_job_destruction ON nasmyth_job (destruction)",
          """
          CREATE TABLE IF NOT EXISTS nasmyth_job_parameter (
            job_id VARCHAR(36) NOT NULL REFERENCES nasmyth_job ON DELETE CASCADE,
            seq INTEGER NOT NULL,
            name VARCHAR(200) NOT NULL,
            content TEXT NOT NULL,
            PRIMARY KEY (job_id, seq))
          """,
          """
          CREATE TABLE IF NOT EXISTS nasmyth_job_result (
            job_id VARCHAR(36) NOT NULL REFERENCES nasmyth_job ON DELETE CASCADE,
            seq INTEGER NOT NULL,
            id VARCHAR(200) NOT NULL,
            file VARCHAR(300) NOT NULL,
            media_type VARCHAR(300) NOT NULL,
            bytes BIGINT NOT NULL,
            PRIMARY KEY (job_id, seq))
          """);

  private StoreSchema() {}

  /** Makes the tables that are not there yet. */
  static boolean create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : STATEMENTS) {
        statement.execute(sql);
      }
    }
    return true;
  }
}
