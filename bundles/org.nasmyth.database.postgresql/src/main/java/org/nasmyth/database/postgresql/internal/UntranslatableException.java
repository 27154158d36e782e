// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import org.nasmyth.api.database.DatabaseException;

/** Carries a {@link DatabaseException} out of the recursion over a tree. */
final class UntranslatableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final DatabaseException reason;

  UntranslatableException(DatabaseException reason) {
    super(reason.getMessage(), reason);
    this.reason = reason;
  }

  DatabaseException reason() {
    return reason;
  }
}
