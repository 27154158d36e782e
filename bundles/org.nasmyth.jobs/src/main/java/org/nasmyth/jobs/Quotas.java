// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

/**
 * How many jobs there may be. A party is a user, or an address that nobody logged in from.
 *
 * @param running the most jobs that run at a time on this server
 * @param runningOfParty the most that run at a time for one party
 * @param waitingOfParty the most that wait for one party; more are refused
 * @param queuesMore whether a party that has the most running may queue more; if not, they are
 *     refused
 */
public record Quotas(int running, int runningOfParty, int waitingOfParty, boolean queuesMore) {

  /** Checks what an operator can have got wrong. */
  public Quotas {
    if (running < 1 || runningOfParty < 1 || waitingOfParty < 1) {
      throw new IllegalArgumentException(
          "running, runningPerUser, waitingPerUser: each has to be at least 1");
    }
  }

  /** Quotas by which a party's jobs queue. */
  public Quotas(int running, int runningOfParty, int waitingOfParty) {
    this(running, runningOfParty, waitingOfParty, true);
  }
}
