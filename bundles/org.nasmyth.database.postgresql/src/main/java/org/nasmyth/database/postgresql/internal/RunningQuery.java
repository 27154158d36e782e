// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One query from its start to its last row: a cursor that fetches some thousand rows at a time. */
final class RunningQuery implements RowStream {

  private static final Logger log = LoggerFactory.getLogger(RunningQuery.class);

  private static final int BATCH_ROWS = 2048;

  /** A cancel that falls between two fetches is lost, so it is repeated. */
  private static final long REPEAT_CANCEL_MILLIS = 100;

  /** After so many cancels without effect the connection is torn down. */
  private static final int MOST_CANCELS = 50;

  private final Pool pool;
  private final Cancellation cancellation;
  private final List<ValueType> types;
  private final Connection connection;
  private final Object lock = new Object();
  private @Nullable PreparedStatement statement;
  private @Nullable ResultSet rows;
  private @Nullable ScheduledFuture<?> repeatedCancel;
  private int cancels;
  private boolean closed;
  private Cancellation.@Nullable Registration registration;
  private final Batch batch;

  private final boolean own;

  private RunningQuery(
      Connection connection,
      boolean own,
      Pool pool,
      Cancellation cancellation,
      List<Field> fields) {
    this.connection = connection;
    this.own = own;
    this.pool = pool;
    this.cancellation = cancellation;
    this.types = fields.stream().map(Field::type).toList();
    this.batch = new Batch(types);
  }

  /** A query on a connection of its own, which it waits for. */
  static RunningQuery alone(Pool pool, Cancellation cancellation, List<Field> fields)
      throws DatabaseException {
    return new RunningQuery(pool.acquire(cancellation), true, pool, cancellation, fields);
  }

  /** A query within a transaction, whose connection it leaves open. */
  static RunningQuery within(
      Connection connection, Pool pool, Cancellation cancellation, List<Field> fields) {
    return new RunningQuery(connection, false, pool, cancellation, fields);
  }

  /**
   * Starts the statement and waits for its first rows.
   *
   * @param asking for whom it runs
   */
  RowStream start(Translation translation, Asking asking) throws DatabaseException {
    boolean well = false;
    try {
      asking.tell(connection);
      log.debug("Running {}", translation.sql());
      PreparedStatement prepared =
          connection.prepareStatement(
              translation.sql(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
      prepared.setFetchSize(BATCH_ROWS);
      synchronized (lock) {
        statement = prepared;
      }
      bind(prepared, translation.parameters());
      registration = cancellation.onCancel(this::cancel);
      ResultSet result = prepared.executeQuery();
      batch.prepare(result);
      rows = result;
      well = true;
      return this;
    } catch (SQLException e) {
      throw failure(e);
    } finally {
      if (!well) {
        close();
      }
    }
  }

  private void bind(PreparedStatement prepared, List<Object> parameters) throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      Object value = parameters.get(i);
      if (value instanceof SqlText.ArrayParameter array) {
        prepared.setArray(
            i + 1, connection.createArrayOf(array.element(), array.values().toArray()));
      } else {
        prepared.setObject(i + 1, value);
      }
    }
  }

  @Override
  public @Nullable RowBatch next() throws DatabaseException {
    ResultSet result = rows;
    if (result == null) {
      return null;
    }
    try {
      if (cancellation.isCancelled()) {
        throw new SQLException("cancelled", "57014");
      }
      if (batch.read(result, BATCH_ROWS)) {
        return batch;
      }
      rows = null;
      return null;
    } catch (SQLException e) {
      rows = null;
      throw failure(e);
    }
  }

  private DatabaseException failure(SQLException e) {
    return Failures.cancelled(cancellation).orElseGet(() -> Failures.of(e));
  }

  private void cancel() {
    synchronized (lock) {
      if (statement != null && repeatedCancel == null && !closed) {
        repeatedCancel =
            pool.cancellers()
                .scheduleWithFixedDelay(
                    this::cancelStatement, 0, REPEAT_CANCEL_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  private void cancelStatement() {
    PreparedStatement running;
    synchronized (lock) {
      if (closed || statement == null) {
        return;
      }
      running = statement;
      cancels++;
      if (cancels == MOST_CANCELS) {
        log.warn("A query cannot be cancelled; its connection is closed");
        pool.discard(connection);
        return;
      }
    }
    try {
      running.cancel();
    } catch (SQLException e) {
      log.debug("A statement could not be cancelled; it is tried again", e);
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      if (repeatedCancel != null) {
        repeatedCancel.cancel(false);
      }
    }
    if (registration != null) {
      registration.close();
    }
    boolean clean = false;
    try {
      if (statement != null) {
        statement.close();
      }
      if (own) {
        connection.rollback();
      }
      // A cancel that is under way could hit the connection's next query.
      clean = cancels == 0;
    } catch (SQLException e) {
      log.debug("A connection is given up", e);
    } finally {
      if (!clean) {
        pool.discard(connection);
      }
      if (own) {
        giveBack(connection);
      }
    }
  }

  /** Gives a connection back to its pool. */
  static void giveBack(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      log.debug("A connection could not be given back", e);
    }
  }
}
