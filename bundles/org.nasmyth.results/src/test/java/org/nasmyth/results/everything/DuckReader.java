// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.everything;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nasmyth.api.metadata.Field;

/** DuckDB, for Parquet. */
final class DuckReader implements Reader, AutoCloseable {

  private final Connection connection;

  DuckReader() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
  }

  @Override
  public List<Object[]> read(byte[] document, List<Field> fields) throws IOException, SQLException {
    List<Object[]> rows = new ArrayList<>();
    query(
        document,
        "SELECT * FROM read_parquet('%s')",
        result -> {
          Object[] row = new Object[fields.size()];
          for (int i = 0; i < row.length; i++) {
            Object value = result.getObject(i + 1);
            row[i] =
                value instanceof Array array ? Arrays.asList((Object[]) array.getArray()) : value;
          }
          rows.add(row);
        });
    return rows;
  }

  /** What is done with each row. */
  interface RowTaker {
    void take(ResultSet row) throws SQLException;
  }

  /** Runs a query in which %s stands for the file. */
  void query(byte[] document, String sql, RowTaker taker) throws IOException, SQLException {
    Path file = Files.createTempFile("result", ".parquet");
    try {
      Files.write(file, document);
      try (Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery(sql.formatted(file))) {
        while (result.next()) {
          taker.take(result);
        }
      }
    } finally {
      Files.delete(file);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
