// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections that can only read. A caller who waits for one can be called off at once: the waiting
 * in the pool happens on threads of our own. Safe for any thread.
 */
final class Pool implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Pool.class);

  /** How long the pool tries to reach a server that is not there. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** The watcher's and a ping's turn come beside those of queries. */
  private static final int MORE_WAITERS = 2;

  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final int MOST_WAITING = 1000;

  private final HikariDataSource pool;
  private final int size;
  private final ThreadPoolExecutor waiters;
  private final ScheduledThreadPoolExecutor cancellers;

  /** A pool of at most some connections; none is made before it is needed. */
  Pool(String name, Server server, int size) {
    this.size = size;
    HikariConfig config = new HikariConfig();
    config.setPoolName("nasmyth-postgresql-" + name);
    config.setDataSource(server.source());
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    config.setIdleTimeout(Duration.ofMinutes(2).toMillis());
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setInitializationFailTimeout(-1);
    config.setConnectionInitSql(server.readerSettings());
    config.setAutoCommit(false);
    config.setReadOnly(true);
    pool = new HikariDataSource(config);
    waiters =
        new ThreadPoolExecutor(
            size + MORE_WAITERS,
            size + MORE_WAITERS,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            threads("nasmyth-postgresql-waiter-"));
    waiters.allowCoreThreadTimeOut(true);
    cancellers = new ScheduledThreadPoolExecutor(2, threads("nasmyth-postgresql-canceller-"));
    cancellers.setRemoveOnCancelPolicy(true);
    cancellers.setKeepAliveTime(IDLE.toSeconds(), TimeUnit.SECONDS);
    cancellers.allowCoreThreadTimeOut(true);
  }

  private static ThreadFactory threads(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Where statements are cancelled, which takes a connection to the server each time. */
  ScheduledExecutorService cancellers() {
    return cancellers;
  }

  /**
   * A connection in a transaction that reads only; its caller closes it.
   *
   * @throws DatabaseException of kind CANCELLED if the request ends first, of kind UNAVAILABLE if
   *     the server cannot be reached or too many others wait
   */
  Connection acquire(Cancellation cancellation) throws DatabaseException {
    CompletableFuture<Connection> waiting = new CompletableFuture<>();
    try {
      waiters.execute(() -> supply(waiting));
    } catch (RejectedExecutionException e) {
      throw new DatabaseException(
          DatabaseException.Kind.UNAVAILABLE,
          "Too many queries are waiting for this database; try again in a while.",
          e);
    }
    try (Cancellation.Registration registration =
        cancellation.onCancel(() -> waiting.cancel(false))) {
      return waiting.get();
    } catch (CancellationException e) {
      throw Failures.cancelled(cancellation).orElseGet(() -> Failures.unavailable(e));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SQLException sql
          ? Failures.of(sql)
          : Failures.unavailable(e.getCause());
    } catch (InterruptedException e) {
      waiting.cancel(false);
      Thread.currentThread().interrupt();
      throw new DatabaseException(
          DatabaseException.Kind.CANCELLED, "The query was interrupted.", e);
    }
  }

  private void supply(CompletableFuture<Connection> waiting) {
    while (!waiting.isDone()) {
      try {
        Connection connection = pool.getConnection();
        if (!waiting.complete(connection)) {
          connection.close();
        }
        return;
      } catch (SQLException e) {
        // Patience has ended. Where all connections are in use, the time limit is the caller's.
        if (pool.isClosed() || pool.getHikariPoolMXBean().getActiveConnections() < size) {
          waiting.completeExceptionally(reason(e));
        }
      } catch (RuntimeException e) {
        waiting.completeExceptionally(e);
      }
    }
  }

  /** What lies behind the pool's own complaint that there is no connection. */
  private static SQLException reason(SQLException complaint) {
    return complaint.getCause() instanceof SQLException cause
        ? cause
        : new SQLException(complaint.getMessage(), "08000", complaint);
  }

  /** Takes a connection out of the pool for good, whatever it does. */
  void discard(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      log.debug("A connection could not be aborted", e);
    }
    pool.evictConnection(connection);
  }

  @Override
  public void close() {
    waiters.shutdownNow();
    cancellers.shutdownNow();
    pool.close();
  }
}
