// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A query could not be run. The message is for the user: what was wrong, where, what to do; it
 * holds no SQL and nothing of the server's inside.
 */
public final class QueryException extends Exception {

  private static final long serialVersionUID = 1L;

  /** What went wrong, as far as a face has to tell it apart. */
  public enum Kind {
    /** The query itself is wrong: syntax, names, types, values, a feature that is not offered. */
    BAD_QUERY,
    /** The time limit ended it. */
    TIME_LIMIT,
    /** Somebody ended it: an abort, a client that left, a shutdown. */
    CANCELLED,
    /** It needs more memory or disk than it may have. */
    TOO_LARGE,
    /** The database is not there; asking again later may help. */
    UNAVAILABLE,
    /** A fault of the server. */
    FAULT
  }

  /**
   * A place in the query.
   *
   * @param line counted from 1
   * @param column counted from 1
   */
  public record Position(int line, int column) {}

  private final Kind kind;
  private final transient @Nullable Position position;

  /**
   * A failure.
   *
   * @param position where in the query; null where that makes no sense
   * @param cause for the log; null where there is none
   */
  public QueryException(
      Kind kind, String message, @Nullable Position position, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.position = position;
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }

  /** Where in the query; the message says it too. */
  public Optional<Position> position() {
    return Optional.ofNullable(position);
  }
}
