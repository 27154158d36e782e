// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.jobs;

import org.jspecify.annotations.Nullable;

/** The work of a job failed. The message is for its user: what was wrong and what to do. */
public final class JobFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean passing;

  /**
   * A failure.
   *
   * @param passing whether the same job may succeed another time
   * @param cause for the log; null if it is the user's fault alone
   */
  public JobFailedException(String message, boolean passing, @Nullable Throwable cause) {
    super(message, cause);
    this.passing = passing;
  }

  /** Whether the same job may succeed another time. */
  public boolean isPassing() {
    return passing;
  }
}
