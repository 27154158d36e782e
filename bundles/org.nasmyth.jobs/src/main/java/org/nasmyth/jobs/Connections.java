// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * A few connections to the job store that are kept open, because opening one costs more than what
 * is done with it.
 *
 * <p>The embedded store gets only one: H2 shows what a transaction has done to other connections
 * before it is on the disk, so that a client could see a phase or a result of which a server that
 * is killed at this moment knows nothing when it is started again. With one connection nobody looks
 * before a commit has returned.
 */
final class Connections implements AutoCloseable {

  private static final int WAIT_SECONDS = 10;
  private static final int VALIDATION_SECONDS = 2;

  /** What is done in one transaction. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private final DataSource source;
  private final Semaphore permits;
  private final BlockingQueue<Connection> idle;
  private volatile boolean closed;

  Connections(DataSource source, int most) {
    this.source = source;
    this.permits = new Semaphore(most, true);
    this.idle = new ArrayBlockingQueue<>(most);
  }

  /** Does something in a transaction, which is rolled back if it throws. */
  <T> T transact(Work<T> work) throws SQLException {
    acquire();
    try {
      Connection connection = take();
      boolean usable = false;
      try {
        T result = work.on(connection);
        connection.commit();
        usable = true;
        return result;
      } catch (SQLException e) {
        usable = rollback(connection, e);
        throw e;
      } finally {
        giveBack(connection, usable);
      }
    } finally {
      permits.release();
    }
  }

  private void acquire() throws SQLException {
    try {
      if (!permits.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new SQLException("All connections to the job store were busy for too long.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("Interrupted while waiting for a connection to the job store.", e);
    }
  }

  private Connection take() throws SQLException {
    if (closed) {
      throw new SQLException("The job store is closed.");
    }
    Connection kept = idle.poll();
    if (kept != null) {
      if (kept.isValid(VALIDATION_SECONDS)) {
        return kept;
      }
      kept.close();
    }
    Connection fresh = source.getConnection();
    fresh.setAutoCommit(false);
    return fresh;
  }

  private static boolean rollback(Connection connection, SQLException reason) {
    try {
      connection.rollback();
      return true;
    } catch (SQLException e) {
      reason.addSuppressed(e);
      return false;
    }
  }

  private void giveBack(Connection connection, boolean usable) throws SQLException {
    if (closed || !usable || !idle.offer(connection)) {
      connection.close();
    }
  }

  @Override
  public void close() throws SQLException {
    closed = true;
    for (Connection kept = idle.poll(); kept != null; kept = idle.poll()) {
      kept.close();
    }
  }
}
