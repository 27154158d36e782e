// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nasmyth.adql.AdqlSyntaxException;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.results.UnwritableResultException;
import org.nasmyth.query.QueryException;
import org.nasmyth.query.QueryException.Kind;

/** Says in words what went wrong, and of what kind it is. */
final class Failures {

  private Failures() {}

  /** The text is no query. */
  static QueryException of(AdqlSyntaxException e) {
    return new QueryException(
        Kind.BAD_QUERY,
        String.valueOf(e.getMessage()),
        new QueryException.Position(e.line(), e.column()),
        e);
  }

  /** The query cannot be bound. */
  static QueryException of(Refusal refusal) {
    int line = refusal.span().line();
    int column = refusal.span().column();
    return new QueryException(
        Kind.BAD_QUERY,
        "line " + line + ", column " + column + ": " + uncapitalised(refusal.text()),
        new QueryException.Position(line, column),
        null);
  }

  private static String uncapitalised(String sentence) {
    boolean plainWord =
        sentence.length() > 1
            && Character.isUpperCase(sentence.charAt(0))
            && !Character.isUpperCase(sentence.charAt(1));
    return plainWord ? Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1) : sentence;
  }

  /** The database could not do it. */
  static QueryException of(DatabaseException e, Cancellation cancellation) {
    Optional<Cancellation.Reason> reason = cancellation.reason();
    if (reason.isPresent()) {
      return of(reason.get(), e);
    }
    Kind kind =
        switch (e.kind()) {
          case BAD_VALUE, UNSUPPORTED -> Kind.BAD_QUERY;
          case CANCELLED -> Kind.CANCELLED;
          case TOO_LARGE -> Kind.TOO_LARGE;
          case UNAVAILABLE -> Kind.UNAVAILABLE;
          case CONFLICT, FAULT -> Kind.FAULT;
        };
    return new QueryException(kind, String.valueOf(e.getMessage()), null, e);
  }

  /** Somebody or something ended the request. */
  static QueryException of(Cancellation.Reason reason, @Nullable Throwable cause) {
    Kind kind = reason == Cancellation.Reason.TIME_LIMIT ? Kind.TIME_LIMIT : Kind.CANCELLED;
    return new QueryException(kind, words(reason), null, cause);
  }

  private static String words(Cancellation.Reason reason) {
    return switch (reason) {
      case TIME_LIMIT ->
          "The query reached the time limit and was ended. Ask for less (a smaller region, fewer"
              + " rows, conditions on indexed columns), or run it as an asynchronous job, which may"
              + " take longer.";
      case ABORTED -> "The query was aborted.";
      case CLIENT_GONE -> "The query was ended because the client closed the connection.";
      case SHUTDOWN ->
          "The query was ended because the service is shutting down. Try again in a minute.";
    };
  }

  /** The format cannot hold the result. */
  static QueryException of(UnwritableResultException e) {
    return new QueryException(Kind.TOO_LARGE, String.valueOf(e.getMessage()), null, e);
  }

  /** A fault of a plugin or of this program. */
  static QueryException of(RuntimeException e) {
    return new QueryException(
        Kind.FAULT,
        "The query failed because of a fault of the server. The server's log tells more.",
        null,
        e);
  }
}
