// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.benchmark.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;

/**
 * What a program does that reads a table of a PostgreSQL database through JDBC's getters and drops
 * what it reads. Runs in a process of its own; for each line of its standard input it reads the
 * rows once and prints how many seconds that took. The password is taken from PGPASSWORD.
 */
public final class PostgresqlLoop {

  /** As many rows come from the server at a time, so that memory stays flat. */
  private static final int FETCHED = 2000;

  private PostgresqlLoop() {}

  /**
   * Reads the rows as often as it is told to.
   *
   * @param args the database's JDBC address, the user, the table as SQL names it, the number of
   *     rows
   */
  public static void main(String[] args) throws SQLException, IOException {
    String password = System.getenv("PGPASSWORD");
    try (Connection connection =
            DriverManager.getConnection(args[0], args[1], password == null ? "" : password);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      String query = "SELECT * FROM " + args[2] + " LIMIT " + Long.parseLong(args[3]);
      while (lines.readLine() != null) {
        long began = System.nanoTime();
        long rows = read(connection, query);
        System.out.println((System.nanoTime() - began) / 1e9 + " " + rows);
        System.out.flush();
      }
    }
  }

  private static long read(Connection connection, String query) throws SQLException {
    long count = 0;
    double sum = 0;
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCHED);
      try (ResultSet rows = statement.executeQuery(query)) {
        ResultSetMetaData columns = rows.getMetaData();
        int[] types = new int[columns.getColumnCount()];
        for (int i = 0; i < types.length; i++) {
          types[i] = columns.getColumnType(i + 1);
        }
        while (rows.next()) {
          for (int i = 0; i < types.length; i++) {
            double value = value(rows, i + 1, types[i]);
            sum += rows.wasNull() ? 0 : value;
          }
          count++;
        }
      }
    }
    if (Double.isInfinite(sum)) {
      throw new SQLException("The sum that keeps the loop from being optimised away overflowed.");
    }
    return count;
  }

  private static double value(ResultSet rows, int column, int type) throws SQLException {
    return switch (type) {
      case Types.SMALLINT -> rows.getShort(column);
      case Types.INTEGER -> rows.getInt(column);
      case Types.BIGINT -> rows.getLong(column);
      case Types.REAL -> rows.getFloat(column);
      case Types.DOUBLE -> rows.getDouble(column);
      default -> {
        String text = rows.getString(column);
        yield text == null ? 0 : text.length();
      }
    };
  }
}
