// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.database;

import org.jspecify.annotations.Nullable;

/**
 * A database could not do what it was asked. The message is for the user: it names no table, path
 * or function that is not the user's, and holds no SQL; the cause is for the log.
 */
public final class DatabaseException extends Exception {

  private static final long serialVersionUID = 1L;

  /** What went wrong, as far as the caller has to tell it apart. */
  public enum Kind {
    /** The query's data make it impossible: a text that is no number, a bad region, an overflow. */
    BAD_VALUE,
    /** The query needs something that this database cannot do. */
    UNSUPPORTED,
    /** It was ended by its {@link Cancellation}. */
    CANCELLED,
    /** It needs more memory or disk than it may have. */
    TOO_LARGE,
    /** The database is not there; asking again later may help. */
    UNAVAILABLE,
    /** A table to be made exists, or one to be replaced does not fit. */
    CONFLICT,
    /** A fault of the database or its plugin. */
    FAULT
  }

  private final Kind kind;

  /**
   * A failure.
   *
   * @param kind what went wrong
   * @param message for the user: what was wrong and what to do
   * @param cause for the log; null where there is none
   */
  public DatabaseException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }
}
