// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.nasmyth.api.command.CommandIo;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TableStore;
import org.nasmyth.api.database.TableStore.IfPresent;
import org.nasmyth.sample.SampleContent.TableSet;
import org.nasmyth.sample.tables.SampleTable;

/**
 * Makes the sample's tables in table stores, several at a time. The last table of each store is
 * made when all others are there: while it is missing, the sample is not complete and is made anew.
 */
final class SampleArchive {

  private static final int WORKERS = 2;
  private static final int ROWS_BETWEEN_REPORTS = 5_000;

  private final CommandIo io;
  private final AtomicLong done = new AtomicLong();
  private final AtomicBoolean stopped = new AtomicBoolean();

  SampleArchive(CommandIo io) {
    this.io = io;
  }

  /** A store and the tables that it is to hold. */
  record Part(TableStore store, TableSet tables) {}

  /**
   * Makes all tables, replacing what is there.
   *
   * @return the number of rows
   * @throws DatabaseException if a store refuses; tables made before are left, but not the last
   *     ones
   * @throws InterruptedException if the caller gave up
   */
  long make(List<Part> parts) throws DatabaseException, InterruptedException {
    long total =
        parts.stream()
            .flatMap(part -> part.tables().all().stream())
            .mapToLong(SampleTable::rows)
            .sum();
    for (Part part : parts) {
      part.store().drop(part.tables().last().name());
    }
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS, SampleArchive::worker);
    try {
      List<Callable<Long>> first = new ArrayList<>();
      List<Callable<Long>> then = new ArrayList<>();
      List<Callable<Long>> last = new ArrayList<>();
      for (Part part : parts) {
        part.tables().first().forEach(table -> first.add(() -> load(part.store(), table, total)));
        part.tables().then().forEach(table -> then.add(() -> load(part.store(), table, total)));
        last.add(() -> load(part.store(), part.tables().last(), total));
      }
      return await(workers, first) + await(workers, then) + await(workers, last);
    } finally {
      stopped.set(true);
      workers.shutdownNow();
      // Let no worker touch the store after this call; each notices the stop at its next report.
      if (!workers.awaitTermination(30, TimeUnit.SECONDS)) {
        io.error("A table of the sample is still being written; it will not become visible.");
      }
    }
  }

  private long await(ExecutorService workers, List<Callable<Long>> loads)
      throws DatabaseException, InterruptedException {
    List<Future<Long>> running = loads.stream().map(workers::submit).toList();
    long rows = 0;
    for (Future<Long> load : running) {
      try {
        rows += load.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof DatabaseException refused) {
          throw refused;
        }
        if (e.getCause() instanceof InterruptedException) {
          throw new InterruptedException("The sample was not completed.");
        }
        throw new IllegalStateException("A table of the sample cannot be made.", e.getCause());
      }
    }
    return rows;
  }

  private long load(TableStore store, SampleTable table, long total)
      throws DatabaseException, InterruptedException {
    try (TableLoad load = store.begin(table.definition(), IfPresent.REPLACE)) {
      for (int number = 0; number < table.rows(); number++) {
        load.append(table.row().apply(number));
        if (number % ROWS_BETWEEN_REPORTS == ROWS_BETWEEN_REPORTS - 1) {
          report(ROWS_BETWEEN_REPORTS, total);
        }
      }
      report(table.rows() % ROWS_BETWEEN_REPORTS, total);
      return load.commit();
    }
  }

  private void report(int rows, long total) throws InterruptedException {
    if (stopped.get() || io.cancelled()) {
      throw new InterruptedException("The sample was not completed.");
    }
    io.progress("sample archive", done.addAndGet(rows), total);
  }

  private static Thread worker(Runnable task) {
    Thread thread = new Thread(task, "sample");
    thread.setDaemon(true);
    return thread;
  }
}
