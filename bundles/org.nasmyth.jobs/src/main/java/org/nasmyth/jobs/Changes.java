// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import java.time.Duration;

/** Tells threads that wait for it that some job has changed. Safe for any thread. */
final class Changes {

  private long count;
  private boolean closed;

  /** How many changes there were until now. */
  synchronized long count() {
    return count;
  }

  synchronized void announce() {
    count++;
    notifyAll();
  }

  /** Lets all go who wait, from now on. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Waits until there was a change after a number of them, the time is up, or this is closed. */
  synchronized void awaitAfter(long seen, Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (count == seen && !closed) {
      long rest = (end - System.nanoTime()) / 1_000_000;
      if (rest <= 0) {
        return;
      }
      wait(rest);
    }
  }
}
