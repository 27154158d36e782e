// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import java.time.Duration;

/**
 * How the queue works.
 *
 * @param quotas how many jobs there may be
 * @param lease for how long a job is held by a server that gives no sign of life
 * @param archive for how long it is remembered that there was a job after its results were removed
 * @param shared whether other servers use the same store
 */
public record QueueSettings(Quotas quotas, Duration lease, Duration archive, boolean shared) {

  /** Checks what an operator can have got wrong. */
  public QueueSettings {
    if (lease.toMillis() < 100) {
      throw new IllegalArgumentException("leaseSeconds: it has to be at least 1");
    }
    if (archive.isNegative()) {
      throw new IllegalArgumentException("archiveHours: it has to be 0 or more");
    }
  }

  /** How often the store is asked for what others may have changed. */
  Duration poll() {
    return shared ? Duration.ofSeconds(1) : Duration.ofSeconds(30);
  }
}
