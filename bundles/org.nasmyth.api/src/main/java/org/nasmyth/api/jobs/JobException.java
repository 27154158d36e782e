// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.jobs;

/**
 * What was asked of a job cannot be done. The message is for the user: what was wrong and what to
 * do.
 */
public final class JobException extends Exception {

  private static final long serialVersionUID = 1L;

  /** What went wrong, as far as a face has to tell it apart. */
  public enum Kind {
    /** There is no such job, or not for this caller. */
    NOT_FOUND,
    /** The job's phase does not allow it. */
    WRONG_PHASE,
    /** The caller has as many jobs as are allowed. */
    TOO_MANY,
    /** The store of jobs is not there; asking again later may help. */
    UNAVAILABLE
  }

  private final Kind kind;

  /** A failure; what caused it, if anything did, is in the log already. */
  public JobException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }
}
