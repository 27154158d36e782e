// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.benchmark.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/**
 * What a program does that reads a table through JDBC's getters and drops what it reads: the
 * measure for the server. Runs in a process of its own; for each line of its standard input it
 * reads the rows once and prints how many seconds that took.
 */
public final class JdbcLoop {

  private static final List<String> COLUMNS = BigTable.COLUMNS;

  private JdbcLoop() {}

  /**
   * Reads the rows as often as it is told to.
   *
   * @param args a copy of the database's file, the table's name in TAP_SCHEMA, the number of rows
   */
  public static void main(String[] args) throws SQLException, IOException {
    Properties properties = new Properties();
    properties.setProperty("duckdb.read_only", "true");
    properties.setProperty("jdbc_stream_results", "true");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + args[0], properties);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      String query =
          "SELECT * EXCLUDE (h_cell) FROM " + stored(connection, args[1]) + " LIMIT " + args[2];
      while (lines.readLine() != null) {
        long began = System.nanoTime();
        long rows = read(connection, query);
        System.out.println((System.nanoTime() - began) / 1e9 + " " + rows);
        System.out.flush();
      }
    }
  }

  private static String stored(Connection connection, String table) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT sql_name FROM nasmyth.stored WHERE table_name = ?")) {
      statement.setString(1, table);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new SQLException("The database has no table " + table);
        }
        return rows.getString(1);
      }
    }
  }

  private static long read(Connection connection, String query) throws SQLException {
    long count = 0;
    double sum = 0;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      if (rows.getMetaData().getColumnCount() != COLUMNS.size()) {
        throw new SQLException("The table has other columns than were loaded.");
      }
      while (rows.next()) {
        sum += rows.getInt(1);
        sum += rows.getDouble(2) + rows.getDouble(3);
        sum += rows.getFloat(4) + rows.getFloat(5) + rows.getFloat(6) + rows.getFloat(7);
        double parallax = rows.getDouble(8);
        sum += rows.wasNull() ? 0 : parallax;
        sum += rows.getShort(9) + rows.getLong(10);
        sum += rows.getString(11).length() + rows.getString(12).length();
        count++;
      }
    }
    if (Double.isInfinite(sum)) {
      throw new SQLException("The sum that keeps the loop from being optimised away overflowed.");
    }
    return count;
  }
}
