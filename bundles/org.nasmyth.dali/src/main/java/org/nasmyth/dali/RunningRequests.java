// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.nasmyth.api.database.Cancellation;

/**
 * The requests that a service is working on: each ends by itself, by its time limit, or with the
 * service. Any thread.
 */
public final class RunningRequests implements AutoCloseable {

  private final ScheduledThreadPoolExecutor clock;
  private final Set<Cancellation> running = ConcurrentHashMap.newKeySet();

  /** A request from its begin to its end. */
  public final class Run implements AutoCloseable {
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

    /** Ends the request when it is thrown. */
    public Cancellation cancellation() {
      return cancellation;
    }

    @Override
    public void close() {
      boolean unused = limit.cancel(false);
      running.remove(cancellation);
    }
  }

  /**
   * No request yet.
   *
   * @param serviceName names the thread that keeps the time
   */
  public RunningRequests(String serviceName) {
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

  /** Begins a request; the caller closes it. */
  public Run begin(Duration timeLimit) {
    return new Run(timeLimit);
  }

  /** Ends all requests. */
  @Override
  public void close() {
    running.forEach(cancellation -> cancellation.cancel(Cancellation.Reason.SHUTDOWN));
    clock.shutdownNow();
  }
}
