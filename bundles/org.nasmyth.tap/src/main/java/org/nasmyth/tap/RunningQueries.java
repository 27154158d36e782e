// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.nasmyth.api.database.Cancellation;

/**
 * The queries that a service is running: each ends by itself, by its time limit, or with the
 * service.
 */
final class RunningQueries implements AutoCloseable {

  private final ScheduledThreadPoolExecutor clock;
  private final Set<Cancellation> running = ConcurrentHashMap.newKeySet();

  /** A query from its begin to its end. */
  final class Run implements AutoCloseable {
    private final Cancellation cancellation = new Cancellation();
    private final ScheduledFuture<?> limit;

    private Run(Duration timeLimit) {
      running.add(cancellation);
      limit =
          clock.schedule(
              () -> cancellation.cancel(Cancellation.Reason.TIME_LIMIT),
              timeLimit.toMillis(),
              TimeUnit.MILLISECONDS);
    }

    Cancellation cancellation() {
      return cancellation;
    }

    @Override
    public void close() {
      boolean unused = limit.cancel(false);
      running.remove(cancellation);
    }
  }

  RunningQueries(String serviceName) {
    clock =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "time limits of " + serviceName);
              thread.setDaemon(true);
              return thread;
            });
    clock.setRemoveOnCancelPolicy(true);
  }

  Run begin(Duration timeLimit) {
    return new Run(timeLimit);
  }

  /** Ends all queries. */
  @Override
  public void close() {
    running.forEach(cancellation -> cancellation.cancel(Cancellation.Reason.SHUTDOWN));
    clock.shutdownNow();
  }
}
