// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import java.time.Duration;

/**
 * How the queue works.
 *
 * @param running the most jobs that run at a time on this server
 * @param runningOfParty the most that run for one user, or for one address that nobody logged in
 *     from
 * @param waitingOfParty the most that wait for one of them
 * @param lease for how long a job is held by a server that gives no sign of life
 * @param shared whether other servers use the same store
 */
public record QueueSettings(
    int running, int runningOfParty, int waitingOfParty, Duration lease, boolean shared) {

  /** Checks what an operator can have got wrong. */
  public QueueSettings {
    if (running < 1 || runningOfParty < 1 || waitingOfParty < 1) {
      throw new IllegalArgumentException(
          "running, runningPerUser, waitingPerUser: each has to be at least 1");
    }
    if (lease.toMillis() < 100) {
      throw new IllegalArgumentException("leaseSeconds: it has to be at least 1");
    }
  }

  /** How often the store is asked for what others may have changed. */
  Duration poll() {
    return shared ? Duration.ofSeconds(1) : Duration.ofSeconds(30);
  }
}
