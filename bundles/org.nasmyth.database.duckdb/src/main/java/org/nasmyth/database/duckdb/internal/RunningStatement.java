// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.sql.SQLException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The statement that a query is running, for those who have to end it. Safe for any thread. */
final class RunningStatement {

  private static final Logger log = LoggerFactory.getLogger(RunningStatement.class);

  /** A cancel that falls between two calls into DuckDB is lost, so it is repeated. */
  private static final long REPEAT_CANCEL_MILLIS = 20;

  private final ScheduledExecutorService cancellers;
  private @Nullable DuckDBPreparedStatement statement;
  private @Nullable ScheduledFuture<?> repeatedCancel;

  RunningStatement(ScheduledExecutorService cancellers) {
    this.cancellers = cancellers;
  }

  /** This statement is about to run. */
  synchronized void begin(DuckDBPreparedStatement prepared) {
    statement = prepared;
  }

  /** Ends the statement in the database, if one runs. */
  synchronized void interrupt() {
    if (statement != null && repeatedCancel == null && !cancellers.isShutdown()) {
      repeatedCancel =
          cancellers.scheduleWithFixedDelay(
              this::cancel, 0, REPEAT_CANCEL_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void cancel() {
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        log.debug("A statement could not be cancelled; it is tried again", e);
      }
    }
  }

  /** The statement runs no longer. */
  synchronized void end() {
    statement = null;
    if (repeatedCancel != null) {
      repeatedCancel.cancel(false);
      repeatedCancel = null;
    }
  }
}
