// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One query from its translation to its last row. {@link #read} runs on a reader's thread. */
final class RunningQuery implements RowStream {

  private static final Logger log = LoggerFactory.getLogger(RunningQuery.class);

  /** A cancel that falls between two calls into DuckDB is lost, so it is repeated. */
  private static final long REPEAT_CANCEL_MILLIS = 20;

  /** Makes the statement; called on the reader's deep stack. */
  interface Translator {
    Translation translate() throws DatabaseException;
  }

  private final Connections connections;
  private final PreparedStatements statements;
  private final ChunkErrors chunkErrors;
  private final ScheduledExecutorService cancellers;
  private final Cancellation cancellation;
  private final List<ValueType> types;
  private final Handover handover = new Handover();
  private final Cancellation.Registration registration;
  private final Object statementLock = new Object();
  private @Nullable DuckDBPreparedStatement statement;
  private @Nullable ScheduledFuture<?> repeatedCancel;

  RunningQuery(
      Connections connections,
      PreparedStatements statements,
      ChunkErrors chunkErrors,
      ScheduledExecutorService cancellers,
      Cancellation cancellation,
      List<Field> fields) {
    this.connections = connections;
    this.statements = statements;
    this.chunkErrors = chunkErrors;
    this.cancellers = cancellers;
    this.cancellation = cancellation;
    this.types = fields.stream().map(Field::type).toList();
    this.registration = cancellation.onCancel(this::cancel);
  }

  RowStream awaitFirst() throws DatabaseException {
    boolean well = false;
    try {
      handover.awaitFirst();
      well = true;
      return this;
    } finally {
      if (!well) {
        close();
      }
    }
  }

  @Override
  public @Nullable RowBatch next() throws DatabaseException {
    return handover.take();
  }

  @Override
  public void close() {
    registration.close();
    handover.abandon(null);
    interruptStatement();
  }

  /** Ends the query because the database is being closed. */
  void shutDown() {
    handover.abandon(Failures.cancelled(Cancellation.Reason.SHUTDOWN));
    interruptStatement();
  }

  private void cancel() {
    handover.abandon(cancellation.reason().map(Failures::cancelled).orElse(null));
    interruptStatement();
  }

  private void interruptStatement() {
    synchronized (statementLock) {
      if (statement != null && repeatedCancel == null && !cancellers.isShutdown()) {
        repeatedCancel =
            cancellers.scheduleWithFixedDelay(
                this::cancelStatement, 0, REPEAT_CANCEL_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  private void cancelStatement() {
    synchronized (statementLock) {
      if (statement != null) {
        try {
          statement.cancel();
        } catch (SQLException e) {
          log.debug("A statement could not be cancelled; it is tried again", e);
        }
      }
    }
  }

  /** Runs the query and hands its rows over. */
  void read(Translator translator) {
    if (handover.isAbandoned()) {
      return;
    }
    DatabaseException failure = null;
    try {
      Translation translation = translator.translate();
      try {
        read(translation);
      } finally {
        translation.release();
      }
    } catch (DatabaseException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = Failures.cancelled(Cancellation.Reason.SHUTDOWN);
    } catch (SQLException | RuntimeException e) {
      failure = cancellation.reason().map(Failures::cancelled).orElseGet(() -> unlessAbandoned(e));
    } catch (StackOverflowError e) {
      failure =
          new DatabaseException(
              DatabaseException.Kind.UNSUPPORTED, "The query is nested too deeply.", e);
    } finally {
      handover.end(failure);
    }
  }

  private @Nullable DatabaseException unlessAbandoned(Exception e) {
    return handover.isAbandoned() ? null : Failures.of(e);
  }

  private void read(Translation translation) throws SQLException, InterruptedException {
    log.debug("Running {}", translation.sql());
    DuckDBConnection connection = connections.acquire();
    boolean clean = false;
    try {
      run(connection, translation);
      clean = true;
    } finally {
      if (clean) {
        connections.release(connection);
      } else {
        connections.discard(connection);
      }
    }
  }

  private void run(DuckDBConnection connection, Translation translation)
      throws SQLException, InterruptedException {
    DuckDBPreparedStatement prepared = statements.take(connection, translation.sql());
    boolean well = false;
    try {
      bind(connection, prepared, translation.parameters());
      begin(prepared);
      try (DuckDBChunkedResult result = prepared.query()) {
        fetch(result, translation.maxRows());
      } finally {
        end();
      }
      well = !handover.isAbandoned();
    } finally {
      if (!well) {
        prepared.close();
      }
    }
    if (well) {
      statements.give(connection, translation.sql(), prepared);
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

  private void begin(DuckDBPreparedStatement prepared) {
    synchronized (statementLock) {
      statement = prepared;
    }
    if (handover.isAbandoned()) {
      interruptStatement();
    }
  }

  private void end() {
    synchronized (statementLock) {
      statement = null;
      if (repeatedCancel != null) {
        repeatedCancel.cancel(false);
        repeatedCancel = null;
      }
    }
  }

  private void fetch(DuckDBChunkedResult result, long maxRows)
      throws SQLException, InterruptedException {
    long wanted = maxRows;
    while (!handover.isAbandoned() && result.nextChunk()) {
      int rows = Math.toIntExact(Math.min(result.chunk().rowCount(), wanted));
      if (rows > 0 && !handover.put(CopiedBatch.of(result.chunk(), rows, types))) {
        return;
      }
      wanted -= rows;
      if (wanted == 0) {
        return;
      }
    }
    if (!handover.isAbandoned()) {
      chunkErrors.check(result);
    }
  }
}
