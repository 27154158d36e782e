// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that help those who have work for more than one, where the machine has more cores than
 * one. Who finds none idle does the work alone, so nobody waits for them, and under load there are
 * no more than a few. They end when nothing is left to do. Safe for several threads.
 */
final class SpareThreads {

  /** Two or three read as fast as memory gives. */
  private static final int MOST = 3;

  private static final long REST = TimeUnit.SECONDS.toNanos(1);

  private final Optional<ThreadPoolExecutor> threads;
  private volatile long restsUntil = System.nanoTime();

  /** Nothing is started yet. */
  SpareThreads() {
    int spare = Math.min(MOST, Runtime.getRuntime().availableProcessors() - 1);
    threads =
        spare < 1
            ? Optional.empty()
            : Optional.of(
                new ThreadPoolExecutor(
                    0,
                    spare,
                    10,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    SpareThreads::thread));
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "cut-out");
    thread.setDaemon(true);
    return thread;
  }

  /** Begins some work on an idle thread; false if there is none. */
  boolean begin(Runnable work) {
    if (threads.isEmpty() || System.nanoTime() - restsUntil < 0) {
      return false;
    }
    try {
      threads.get().execute(work);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Begins nothing for a second: one that helped was slow, so the machine has no idle core. */
  void rest() {
    restsUntil = System.nanoTime() + REST;
  }
}
