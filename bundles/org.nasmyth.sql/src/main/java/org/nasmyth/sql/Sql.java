// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection for the plugin's own statements, with small results. Used by one thread. */
public record Sql(Connection connection) {

  /** Runs statements that give nothing of interest. */
  public void run(String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        boolean unused = statement.execute(sql);
      }
    }
  }

  /** Runs a statement with parameters; returns how many rows it changed. */
  public int update(String sql, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    }
  }

  /**
   * All rows of a query.
   *
   * @param parameters numbers, texts, or arrays of texts; null for NULL
   */
  public List<List<@Nullable Object>> rows(String sql, @Nullable Object... parameters)
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

  /** The names of a query's columns. */
  public List<String> columns(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql + " LIMIT 0");
        ResultSet result = statement.executeQuery()) {
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        columns.add(result.getMetaData().getColumnLabel(i));
      }
      return columns;
    }
  }

  /**
   * Runs what is to happen wholly or not at all, on a connection that commits each statement by
   * itself.
   */
  public void inTransaction(Work work) throws SQLException {
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

  /** Some statements. */
  public interface Work {
    /** Runs them. */
    void run() throws SQLException;
  }

  private void bind(PreparedStatement statement, @Nullable Object[] parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i] instanceof String[] texts) {
        statement.setArray(i + 1, connection.createArrayOf("text", texts));
      } else {
        statement.setObject(i + 1, parameters[i]);
      }
    }
  }
}
