// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Query;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs queries on threads of its own, a fixed number at a time; others wait in the order in which
 * they came. The threads have deep stacks: DuckDB recurses over expressions on the caller's stack,
 * and a long sum would bring the whole process down on an ordinary one. Only a {@link LookUpQuery}
 * runs where it is asked.
 */
final class QueryRunner implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(QueryRunner.class);

  private static final long STACK_BYTES = 64L << 20;
  private static final int MOST_WAITING = 1000;
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration SHUTDOWN = Duration.ofSeconds(5);

  private final Engine engine;
  private final Dialect dialect;
  private final Supplier<Archive> archive;
  private final ThreadPoolExecutor readers;
  private final ScheduledThreadPoolExecutor cancellers;

  /** As many on their callers' threads as on the readers'; more wait among the others. */
  private final Semaphore lookUps;

  private final int atOnce;
  private final Set<RunningQuery> running = ConcurrentHashMap.newKeySet();

  /**
   * A runner.
   *
   * @param atOnce how many queries run at once
   * @param archive what the database holds when a query begins
   */
  QueryRunner(Engine engine, Dialect dialect, Supplier<Archive> archive, int atOnce) {
    this.engine = engine;
    this.dialect = dialect;
    this.archive = archive;
    this.atOnce = atOnce;
    this.lookUps = new Semaphore(atOnce);
    this.readers =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            threads("nasmyth-duckdb-reader-", STACK_BYTES));
    readers.allowCoreThreadTimeOut(true);
    this.cancellers = new ScheduledThreadPoolExecutor(1, threads("nasmyth-duckdb-canceller-", 0));
    cancellers.setRemoveOnCancelPolicy(true);
    cancellers.setKeepAliveTime(IDLE.toSeconds(), TimeUnit.SECONDS);
    cancellers.allowCoreThreadTimeOut(true);
  }

  private static ThreadFactory threads(String prefix, long stackBytes) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(null, task, prefix + number.incrementAndGet(), stackBytes);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Runs a query; see {@link org.nasmyth.api.database.TapDatabase#execute}. */
  RowStream run(Query query, long maxRows, Cancellation cancellation) throws DatabaseException {
    return run(query, maxRows, cancellation, archive, engine);
  }

  /**
   * Runs a query on connections that see more than others do.
   *
   * @param held what they see when the query begins
   */
  RowStream run(
      Query query,
      long maxRows,
      Cancellation cancellation,
      Supplier<Archive> held,
      Connections connections)
      throws DatabaseException {
    OpenResult.Origin origin =
        new OpenResult.Origin(connections, engine.statements(), engine.chunkErrors());
    List<ValueType> types = query.fields().stream().map(Field::type).toList();
    RunningStatement statement = new RunningStatement(cancellers);
    if (LookUpQuery.is(query) && lookUps.tryAcquire()) {
      LookUpQuery next = new LookUpQuery(origin, types, cancellation, statement, this::ended);
      running.add(next);
      return next.begin(() -> dialect.translate(query, maxRows, held.get()));
    }
    HandedQuery next = new HandedQuery(origin, types, cancellation, statement);
    running.add(next);
    try {
      readers.execute(() -> read(next, query, maxRows, held));
    } catch (RejectedExecutionException e) {
      running.remove(next);
      next.close();
      throw new DatabaseException(
          DatabaseException.Kind.UNAVAILABLE,
          "Too many queries are waiting for this database; try again in a while.",
          e);
    }
    return next.awaitFirst();
  }

  private void ended(LookUpQuery query) {
    running.remove(query);
    lookUps.release();
  }

  private void read(HandedQuery next, Query query, long maxRows, Supplier<Archive> held) {
    try {
      next.read(() -> dialect.translate(query, maxRows, held.get()));
    } finally {
      running.remove(next);
    }
  }

  /** Ends all queries, those that wait too, and returns when they have let go of the database. */
  @Override
  public void close() {
    readers.shutdown();
    running.forEach(RunningQuery::shutDown);
    try {
      boolean well = readers.awaitTermination(SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS);
      if (!lookUps.tryAcquire(atOnce, SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS) || !well) {
        log.warn("Queries did not end within {} s of closing the database", SHUTDOWN.toSeconds());
        readers.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      cancellers.shutdownNow();
    }
  }
}
