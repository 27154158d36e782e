// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.nasmyth.api.database.DatabaseException;

/**
 * DuckDB on one file, closed to everything outside of it: no query can read or write another file,
 * load an extension or change a setting. Safe for any thread.
 */
final class Engine implements Connections, AutoCloseable {

  private static final String MEMORY = ":memory:";
  private static final int MAX_IDLE = 8;

  /** Chosen for the stacks of {@link QueryRunner}'s threads; DuckDB counts parentheses too. */
  private static final int DEEPEST_EXPRESSION = 5000;

  private final DuckDBConnection root;
  private final Deque<DuckDBConnection> idle = new ArrayDeque<>();
  private final PreparedStatements statements = new PreparedStatements();
  private final RegionConstants constants = new RegionConstants();
  private final ChunkErrors chunkErrors = new ChunkErrors();
  private boolean closed;

  private Engine(DuckDBConnection root) throws SQLException {
    this.root = root;
  }

  /**
   * Opens the database.
   *
   * @throws DatabaseException of kind UNAVAILABLE, naming the file and the reason
   */
  static Engine open(DuckDbSettings settings) throws DatabaseException {
    String file = settings.file();
    try {
      checkFile(file);
      Connection connection = new DuckDBDriver().connect(url(file), properties(settings));
      Engine engine = new Engine(connection.unwrap(DuckDBConnection.class));
      try {
        SphereFunctions.registerAll(engine.root, engine.constants);
        ArrayFunctions.registerAll(engine.root);
        engine.execute("SET max_expression_depth = " + DEEPEST_EXPRESSION);
        engine.execute("SET lock_configuration = true");
      } catch (SQLException e) {
        engine.close();
        throw e;
      }
      return engine;
    } catch (SQLException e) {
      throw new DatabaseException(
          DatabaseException.Kind.UNAVAILABLE,
          "The database file " + file + " cannot be opened: " + reason(e),
          e);
    }
  }

  private static void checkFile(String file) throws DatabaseException {
    if (file.equals(MEMORY)) {
      return;
    }
    Path path = Path.of(file).toAbsolutePath();
    String complaint = null;
    if (file.isBlank() || file.contains(";")) {
      complaint = "'" + file + "' is no usable file name";
    } else if (Files.isDirectory(path)) {
      complaint = path + " is a folder, not a database file";
    } else if (path.getParent() == null || !Files.isDirectory(path.getParent())) {
      complaint = "the folder of " + path + " does not exist";
    } else if (Files.exists(path) && !(Files.isReadable(path) && Files.isWritable(path))) {
      complaint = path + " cannot be read and written by this user";
    }
    if (complaint != null) {
      throw new DatabaseException(DatabaseException.Kind.UNAVAILABLE, complaint, null);
    }
  }

  private static String url(String file) {
    return "jdbc:duckdb:" + (file.equals(MEMORY) ? "" : Path.of(file).toAbsolutePath());
  }

  private static Properties properties(DuckDbSettings settings) {
    Properties properties = new Properties();
    properties.setProperty("enable_external_access", "false");
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    properties.setProperty("allow_community_extensions", "false");
    properties.setProperty("allow_persistent_secrets", "false");
    properties.setProperty("jdbc_instance_cache", "false");
    set(properties, "memory_limit", settings.memoryLimit());
    set(properties, "temp_directory", settings.tempDirectory());
    set(properties, "max_temp_directory_size", settings.maxTempSize());
    if (settings.threads() > 0) {
      properties.setProperty("threads", Integer.toString(settings.threads()));
    }
    return properties;
  }

  private static void set(Properties properties, String key, String value) {
    if (!value.isBlank()) {
      properties.setProperty(key, value.strip());
    }
  }

  private static String reason(SQLException e) {
    String text = String.valueOf(e.getMessage());
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("could not set lock") || lower.contains("being used by another process")) {
      return "another process has it open; only one at a time can.";
    }
    if (lower.contains("not a valid duckdb")) {
      return "the file is no DuckDB database.";
    }
    return text.lines().findFirst().orElse(text);
  }

  /** Tells whether results are whole. */
  ChunkErrors chunkErrors() {
    return chunkErrors;
  }

  /** Statements that were run before on connections of this database. */
  PreparedStatements statements() {
    return statements;
  }

  /** The constant regions that the functions of this database look up. */
  RegionConstants constants() {
    return constants;
  }

  /**
   * A connection of one's own; give it back by {@link #release}.
   *
   * @throws SQLException if the database is closed
   */
  @Override
  public DuckDBConnection acquire() throws SQLException {
    synchronized (idle) {
      if (closed) {
        throw new SQLException("The database is closed.");
      }
      DuckDBConnection connection = idle.pollFirst();
      if (connection != null) {
        return connection;
      }
    }
    return root.duplicate().unwrap(DuckDBConnection.class);
  }

  /** Takes a connection back, with no statement open on it. */
  @Override
  public void release(DuckDBConnection connection) {
    synchronized (idle) {
      if (!closed && idle.size() < MAX_IDLE) {
        idle.addFirst(connection);
        return;
      }
    }
    discard(connection);
  }

  /** Closes a connection that is not to be used again. */
  @Override
  public void discard(DuckDBConnection connection) {
    try {
      statements.forget(connection);
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("A connection of the embedded database cannot be closed.", e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = root.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
      idle.forEach(this::discard);
      idle.clear();
    }
    discard(root);
  }
}
