// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.sql.SQLException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.ValueType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A statement that runs on a connection of its own, with rows to be read. Used by one thread at a
 * time.
 */
final class OpenResult implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(OpenResult.class);

  /** Where statements come from. */
  record Origin(Connections connections, PreparedStatements statements, ChunkErrors errors) {}

  private final Origin origin;
  private final Translation translation;
  private final List<ValueType> types;
  private final RunningStatement running;
  private final DuckDBConnection connection;
  private @Nullable DuckDBPreparedStatement prepared;
  private @Nullable DuckDBChunkedResult result;
  private long wanted;
  private boolean whole;
  private boolean closed;

  /**
   * Runs a statement.
   *
   * @param types of its columns
   * @param running told of the statement
   * @param cancelled asked when the statement can be interrupted, so that none slips through
   */
  OpenResult(
      Origin origin,
      Translation translation,
      List<ValueType> types,
      RunningStatement running,
      BooleanSupplier cancelled)
      throws SQLException {
    this.origin = origin;
    this.translation = translation;
    this.types = types;
    this.running = running;
    this.wanted = translation.maxRows();
    log.debug("Running {}", translation.sql());
    connection = origin.connections().acquire();
    boolean well = false;
    try {
      DuckDBPreparedStatement statement = origin.statements().take(connection, translation.sql());
      prepared = statement;
      bind(connection, statement, translation.parameters());
      running.begin(statement);
      if (cancelled.getAsBoolean()) {
        running.interrupt();
      }
      result = statement.query();
      well = true;
    } finally {
      if (!well) {
        close();
      }
    }
  }

  private static void bind(
      DuckDBConnection connection, DuckDBPreparedStatement prepared, List<Object> parameters)
      throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      Object value = parameters.get(i);
      if (value instanceof SqlText.ListParameter list) {
        value = connection.createArrayOf(list.sqlType(), list.values().toArray());
      }
      prepared.setObject(i + 1, value);
    }
  }

  /**
   * The next rows.
   *
   * @return null after the last one that is wanted
   */
  @Nullable CopiedBatch next() throws SQLException {
    DuckDBChunkedResult open = result;
    if (open == null || whole) {
      return null;
    }
    while (wanted > 0 && open.nextChunk()) {
      int rows = Math.toIntExact(Math.min(open.chunk().rowCount(), wanted));
      wanted -= rows;
      if (rows > 0) {
        return CopiedBatch.of(open.chunk(), rows, types);
      }
    }
    if (wanted > 0) {
      origin.errors().check(open);
    }
    whole = true;
    return null;
  }

  /**
   * Gives everything back. What was not read to its end is not used again: nobody knows in which
   * state it is.
   */
  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    try (DuckDBChunkedResult unused = result) {
      result = null;
    } finally {
      running.end();
      giveBack();
    }
  }

  private void giveBack() throws SQLException {
    DuckDBPreparedStatement statement = prepared;
    prepared = null;
    boolean clean = false;
    try {
      if (statement != null && whole) {
        origin.statements().give(connection, translation.sql(), statement);
        clean = true;
      } else if (statement != null) {
        statement.close();
      }
    } finally {
      if (clean) {
        origin.connections().release(connection);
      } else {
        origin.connections().discard(connection);
      }
    }
  }
}
