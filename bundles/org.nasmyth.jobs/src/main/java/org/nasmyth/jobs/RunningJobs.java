// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.Cancellation;

/** The jobs that this server works on. Safe for any thread. */
final class RunningJobs {

  private record Run(String service, Cancellation cancellation) {}

  private final Map<String, Run> runs = new HashMap<>();

  synchronized void begin(String id, String service, Cancellation cancellation) {
    runs.put(id, new Run(service, cancellation));
  }

  synchronized void end(String id) {
    runs.remove(id);
    notifyAll();
  }

  synchronized Set<String> ids() {
    return Set.copyOf(runs.keySet());
  }

  /** Ends the work on a job, if it is one of these. */
  void abort(String id) {
    Run run = run(id);
    if (run != null) {
      run.cancellation().cancel(Cancellation.Reason.ABORTED);
    }
  }

  private synchronized @Nullable Run run(String id) {
    return runs.get(id);
  }

  private synchronized List<Run> of(Predicate<String> services) {
    return runs.values().stream().filter(run -> services.test(run.service())).toList();
  }

  /**
   * Interrupts the jobs of some services and waits for them to end.
   *
   * @return whether they ended in time
   */
  boolean interrupt(Predicate<String> services, Duration patience) throws InterruptedException {
    List<Run> affected = of(services);
    affected.forEach(run -> run.cancellation().cancel(Cancellation.Reason.SHUTDOWN));
    long end = System.nanoTime() + patience.toNanos();
    synchronized (this) {
      while (runs.values().stream().anyMatch(affected::contains)) {
        long rest = (end - System.nanoTime()) / 1_000_000;
        if (rest <= 0) {
          return false;
        }
        wait(rest);
      }
    }
    return true;
  }
}
