// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sql;

import org.nasmyth.api.database.DatabaseException;

/** Carries a {@link DatabaseException} out of the recursion over a tree. */
public final class UntranslatableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final DatabaseException reason;

  /** Carries a reason. */
  public UntranslatableException(DatabaseException reason) {
    super(reason.getMessage(), reason);
    this.reason = reason;
  }

  /** What is to be thrown outside. */
  public DatabaseException reason() {
    return reason;
  }
}
