// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.duckdb.DuckDBDriver;

/**
 * A statement on one Parquet file, in a DuckDB of its own that keeps nothing and can reach no other
 * file. That library is in every server anyway; the alternative, parquet-mr with Hadoop, would add
 * more than all the rest weighs. It has nothing to do with the archive's database or its SQL: the
 * statements are the fixed ones here, and the file is their parameter. For one thread.
 */
final class ParquetReader implements AutoCloseable {

  private static final String ROWS = "SELECT * FROM read_parquet(?, hive_partitioning = false)";
  private static final String NOTES = "SELECT key, value FROM parquet_kv_metadata(?)";
  private static final String ROW_COUNT = "SELECT num_rows FROM parquet_file_metadata(?)";

  /** What DuckDB takes for a pattern of many files; it knows no way to write such a name. */
  private static final Pattern PATTERN = Pattern.compile("[*?\\[]");

  /** More than one row group of the usual size takes, far less than a server has. */
  private static final String MEMORY = "2GB";

  private final Connection connection;
  private final PreparedStatement statement;
  private final ResultSet result;

  private ParquetReader(Path file, String sql) throws IOException {
    Path path = file.toAbsolutePath().normalize();
    if (PATTERN.matcher(path.toString()).find()) {
      throw new IOException(
          "the reader of Parquet files takes *, ? and [ in a path for patterns; rename it");
    }
    try {
      connection = new DuckDBDriver().connect("jdbc:duckdb:", settings(path));
    } catch (SQLException e) {
      throw failure(e);
    }
    try {
      statement = connection.prepareStatement(sql);
      statement.setString(1, path.toString());
      result = statement.executeQuery();
    } catch (SQLException e) {
      IOException failure = failure(e);
      close();
      throw failure;
    }
  }

  /** All rows with all columns, as they are read. */
  static ParquetReader rows(Path file) throws IOException {
    return new ParquetReader(file, ROWS);
  }

  /** Keys and values (both bytes) of what the writer noted in the file's footer. */
  static ParquetReader notes(Path file) throws IOException {
    return new ParquetReader(file, NOTES);
  }

  /** One row with the number of rows. */
  static ParquetReader rowCount(Path file) throws IOException {
    return new ParquetReader(file, ROW_COUNT);
  }

  ResultSet result() {
    return result;
  }

  private static Properties settings(Path file) {
    Properties settings = new Properties();
    settings.put("allowed_paths", List.of(file.toString()));
    settings.put("enable_external_access", "false");
    settings.put("autoinstall_known_extensions", "false");
    settings.put("autoload_known_extensions", "false");
    settings.put("allow_community_extensions", "false");
    settings.put("allow_persistent_secrets", "false");
    settings.put("lock_configuration", "true");
    settings.put("memory_limit", MEMORY);
    settings.put("jdbc_instance_cache", "false");
    settings.put("jdbc_stream_results", "true");
    return settings;
  }

  /** Says what is wrong with the file, without the statement that DuckDB repeats. */
  static IOException failure(SQLException e) {
    String text = String.valueOf(e.getMessage());
    return new IOException(text.lines().findFirst().orElse(text), e);
  }

  @Override
  public void close() throws IOException {
    try {
      // Ends statement and result, too.
      connection.close();
    } catch (SQLException e) {
      throw failure(e);
    }
  }
}
