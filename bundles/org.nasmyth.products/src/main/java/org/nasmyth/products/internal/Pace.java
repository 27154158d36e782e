// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.internal;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Lets something be told a whole number of steps of time after its beginning, so that how long it
 * took tells nothing, unless it took longer than steps do. Any thread.
 *
 * @param step zero to let it be told at once
 * @param nanoTime a clock as {@link System#nanoTime}
 * @param rest waits so many nanoseconds
 */
record Pace(Duration step, LongSupplier nanoTime, Rest rest) {

  /** Lets everything be told at once. */
  static final Pace NONE = of(Duration.ZERO);

  /** Waits. */
  interface Rest {
    void of(long nanos) throws InterruptedException;
  }

  /** A pace by the machine's clock. */
  static Pace of(Duration step) {
    return new Pace(step, System::nanoTime, Pace::park);
  }

  /** Thread.sleep rests whole milliseconds, so that the rest of one would still be told. */
  private static void park(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      LockSupport.parkNanos(left);
    }
  }

  /** The beginning, for {@link #keep}. */
  long begin() {
    return nanoTime.getAsLong();
  }

  /** Waits for the end of the step that is being taken; at once if the thread is interrupted. */
  void keep(long beginning) {
    long length = step.toNanos();
    if (length == 0) {
      return;
    }
    try {
      rest.of(length - (begin() - beginning) % length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
