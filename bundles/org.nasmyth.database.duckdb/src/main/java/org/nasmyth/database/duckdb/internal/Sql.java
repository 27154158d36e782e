// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** A connection for the plugin's own statements, with small results. Used by one thread. */
record Sql(Connection connection) {

  /** Runs statements that give nothing. */
  void run(String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        boolean unused = statement.execute(sql);
      }
    }
  }

  /** Runs a statement with parameters; returns how many rows it changed. */
  int update(String sql, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    }
  }

  /**
   * Adds rows to a table.
   *
   * @param rows values of all columns in the table's order, each a String, an Integer or null
   */
  void append(String schema, String table, List<List<@Nullable Object>> rows) throws SQLException {
    try (DuckDBAppender appender =
        connection.unwrap(DuckDBConnection.class).createAppender(schema, table)) {
      for (List<@Nullable Object> row : rows) {
        appender.beginRow();
        for (Object value : row) {
          append(value, appender);
        }
        appender.endRow();
      }
    }
  }

  private static void append(@Nullable Object value, DuckDBAppender appender) throws SQLException {
    if (value == null) {
      appender.appendNull();
    } else if (value instanceof Integer number) {
      appender.append(number.intValue());
    } else {
      appender.append((String) value);
    }
  }

  /** All rows of a query. */
  List<List<@Nullable Object>> rows(String sql, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet result = statement.executeQuery()) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
          List<@Nullable Object> row = new ArrayList<>(columns);
          for (int i = 1; i <= columns; i++) {
            row.add(result.getObject(i));
          }
          rows.add(row);
        }
        return rows;
      }
    }
  }

  /** Runs what is to happen wholly or not at all. */
  void inTransaction(Work work) throws SQLException {
    run("BEGIN TRANSACTION");
    boolean done = false;
    try {
      work.run();
      run("COMMIT");
      done = true;
    } finally {
      if (!done) {
        run("ROLLBACK");
      }
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object[] parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }

  /** Some statements. */
  interface Work {
    void run() throws SQLException;
  }
}
