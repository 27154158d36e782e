// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.ds.PGSimpleDataSource;

/** Empty job stores for tests. */
final class Stores {

  private static final String URL_PROPERTY = "nasmyth.test.postgresql";

  private Stores() {}

  /** A store that a test asks for by the name of its database. */
  static DataSource empty(String database, Path folder) throws SQLException {
    return database.equals("H2") ? h2(folder) : postgresql();
  }

  static DataSource h2(Path folder) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(EmbeddedStore.url(folder));
    return source;
  }

  private static DataSource postgresql() throws SQLException {
    String url = System.getProperty(URL_PROPERTY);
    Assumptions.assumeTrue(
        url != null,
        "No PostgreSQL: give the JDBC URL of an empty database with -D" + URL_PROPERTY);
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(url);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS nasmyth_job CASCADE");
      statement.execute("DROP TABLE IF EXISTS nasmyth_job_parameter");
      statement.execute("DROP TABLE IF EXISTS nasmyth_job_result");
    }
    return source;
  }
}
