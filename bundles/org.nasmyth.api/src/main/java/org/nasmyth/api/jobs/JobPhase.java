// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.jobs;

/** Where a job is in its life (UWS 1.1, section 2.1.3). */
public enum JobPhase {
  /** Accepted, waiting for its user to start it. */
  PENDING,
  /** Waiting for its turn. */
  QUEUED,
  /** Being worked on. */
  EXECUTING,
  /** Done, with results. */
  COMPLETED,
  /** Failed. */
  ERROR,
  /** Ended by its user. */
  ABORTED,
  /** Not known. */
  UNKNOWN,
  /** Held back until its user starts it again. */
  HELD,
  /** Interrupted by the service. */
  SUSPENDED,
  /** Its results were removed, what is known of it was kept. */
  ARCHIVED;

  /** Whether it can change without its user doing anything; what WAIT waits for to end. */
  public boolean isActive() {
    return this == PENDING || this == QUEUED || this == EXECUTING;
  }

  /** Whether it is over. */
  public boolean isFinal() {
    return this == COMPLETED || this == ERROR || this == ABORTED || this == ARCHIVED;
  }
}
