// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.sql.Connection;
import java.sql.SQLException;
import org.nasmyth.sql.Sql;
import org.nasmyth.sql.UnusableDatabaseException;
import org.postgresql.ds.PGSimpleDataSource;

/** Where the server is, and how connections to it behave. Safe for any thread. */
final class Server {

  private static final int CONNECT_SECONDS = 10;
  private static final int CANCEL_SECONDS = 5;

  /**
   * What is said on each new connection. Names of pgSphere's and q3c's operators are found wherever
   * these are installed, and those of tables only with their schema.
   */
  private static final String SETTINGS =
      "SET TIME ZONE 'UTC'; SET DateStyle = 'ISO, YMD'; SET standard_conforming_strings = on;"
          + " SELECT set_config('search_path', concat_ws(', ', 'pg_catalog',"
          + " (SELECT string_agg(DISTINCT quote_ident(n.nspname), ', ') FROM pg_namespace n"
          + " WHERE n.oid IN (SELECT typnamespace FROM pg_type WHERE typname = 'spoly')"
          + " OR n.oid IN (SELECT pronamespace FROM pg_proc WHERE proname = 'q3c_ang2ipix')),"
          + " 'public'), false)";

  private final PGSimpleDataSource source = new PGSimpleDataSource();
  private final int statementTimeout;

  Server(PostgresqlConfiguration configuration) {
    String url = configuration.url();
    if (url.isEmpty()) {
      source.setServerNames(new String[] {configuration.host()});
      source.setPortNumbers(new int[] {configuration.port()});
      source.setDatabaseName(configuration.database());
    } else {
      try {
        source.setUrl(url);
      } catch (IllegalArgumentException e) {
        throw new UnusableDatabaseException(
            "Database "
                + configuration.name()
                + ": its url is no address of the form jdbc:postgresql://host:port/database.");
      }
    }
    if (!configuration.user().isEmpty()) {
      source.setUser(configuration.user());
      source.setPassword(configuration.password());
    }
    source.setApplicationName("Nasmyth " + configuration.name());
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setLoginTimeout(CONNECT_SECONDS);
    source.setCancelSignalTimeout(CANCEL_SECONDS);
    source.setTcpKeepAlive(true);
    // Binary transfer from the first execution on: a query is made anew each time.
    source.setPrepareThreshold(-1);
    source.setBinaryTransfer(true);
    statementTimeout = configuration.statementTimeout();
  }

  /** The source of connections that can only read, for a pool. */
  PGSimpleDataSource source() {
    return source;
  }

  /** What a connection that only reads must be told first. */
  String readerSettings() {
    return "SET default_transaction_read_only = on; SET statement_timeout = "
        + statementTimeout * 1000L
        + "; "
        + SETTINGS;
  }

  /** A connection that can write, in a transaction. */
  Connection writer() throws SQLException {
    Connection connection = source.getConnection();
    boolean well = false;
    try {
      new Sql(connection).run(SETTINGS, "SET lock_timeout = '30s'");
      connection.setAutoCommit(false);
      well = true;
      return connection;
    } finally {
      if (!well) {
        connection.close();
      }
    }
  }
}
