// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.DatabaseException.Kind;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes of PostgreSQL's errors what a user can act on, without SQL and names of its own. */
final class Failures {

  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  /** Our own functions: the message is for the user as it is. */
  private static final String BAD_REGION = "NS001";

  private static final String CANNOT_TELL = "NS002";

  private static final Pattern BAD_TEXT =
      Pattern.compile("invalid input syntax for type ([a-z ]+): \"(.{0,200}?)\"", Pattern.DOTALL);

  private Failures() {}

  /** What to tell a user of an error that the driver or the server has reported. */
  static DatabaseException of(SQLException error) {
    DatabaseException told = sorted(error);
    if (told.kind() == Kind.FAULT) {
      log.warn("PostgreSQL failed", error);
    } else {
      log.debug("PostgreSQL refused a query", error);
    }
    return told;
  }

  private static DatabaseException sorted(SQLException error) {
    String state = String.valueOf(error.getSQLState());
    return switch (state) {
      case BAD_REGION -> told(Kind.BAD_VALUE, serverMessage(error), error);
      case CANNOT_TELL -> told(Kind.UNSUPPORTED, serverMessage(error), error);
      case "22003" ->
          told(
              Kind.BAD_VALUE,
              "A number became too large for its type; cast the operands to DOUBLE.",
              error);
      case "2201E" -> told(Kind.BAD_VALUE, "The logarithm of a number that is not above 0.", error);
      case "2201F" -> told(Kind.BAD_VALUE, "The root or power of a negative number.", error);
      case "21000" ->
          told(
              Kind.BAD_VALUE,
              "A sub-query that stands for one value gave more than one row; add a condition, an"
                  + " aggregate or TOP 1.",
              error);
      case "54001" ->
          told(Kind.UNSUPPORTED, "An expression is nested too deeply for this database.", error);
      case "57014" ->
          told(
              Kind.CANCELLED,
              "The database ended the query: it took longer than it allows.",
              error);
      case "57P01", "57P02", "57P03", "53300", "3D000", "28P01", "28000" -> unavailable(error);
      case "42501" ->
          told(Kind.FAULT, "The service may not read a table that this query needs.", error);
      case "42P07", "42710", "42P06", "55P03", "40P01" ->
          told(Kind.CONFLICT, "Somebody else is changing the same table.", error);
      default -> byClass(state, error);
    };
  }

  private static DatabaseException byClass(String state, SQLException error) {
    if (state.startsWith("22")) {
      return told(Kind.BAD_VALUE, badValue(error), error);
    }
    if (state.startsWith("08")) {
      return unavailable(error);
    }
    if (state.startsWith("53") || state.startsWith("54")) {
      return told(
          Kind.TOO_LARGE,
          "The query needs more memory or disk than this database may use; add conditions, or"
              + " select fewer columns where you sort, group or join.",
          error);
    }
    if (state.equals("42601") && String.valueOf(error.getMessage()).contains("exhausted")) {
      return told(Kind.UNSUPPORTED, "An expression is nested too deeply for this database.", error);
    }
    if (state.equals("0A000")) {
      return told(Kind.UNSUPPORTED, "The database cannot run a query of this form.", error);
    }
    return told(Kind.FAULT, "The database failed to run this query; its log says more.", error);
  }

  private static String serverMessage(SQLException error) {
    if (error instanceof PSQLException e) {
      ServerErrorMessage message = e.getServerErrorMessage();
      if (message != null && message.getMessage() != null) {
        return message.getMessage();
      }
    }
    return "A value describes no region.";
  }

  private static String badValue(SQLException error) {
    Matcher bad = BAD_TEXT.matcher(String.valueOf(error.getMessage()));
    if (bad.find()) {
      return "'" + bad.group(2) + "' is no value of type " + adqlType(bad.group(1)) + ".";
    }
    return "A value cannot be converted to the type that is asked for, or is out of its range.";
  }

  private static String adqlType(String type) {
    return switch (type) {
      case "smallint" -> "SMALLINT";
      case "integer", "numeric" -> "INTEGER";
      case "bigint" -> "BIGINT";
      case "real" -> "REAL";
      case "double precision" -> "DOUBLE";
      case "boolean" -> "BOOLEAN";
      case "timestamp" -> "TIMESTAMP; write YYYY-MM-DDThh:mm:ss";
      default -> type;
    };
  }

  /** The database is not there. */
  static DatabaseException unavailable(@Nullable Throwable cause) {
    return new DatabaseException(
        Kind.UNAVAILABLE, "The database cannot be reached now; try again in a while.", cause);
  }

  private static DatabaseException told(Kind kind, String message, Throwable error) {
    return new DatabaseException(kind, message, error);
  }

  /** What to tell of a query that was ended from outside; empty while it was not. */
  static Optional<DatabaseException> cancelled(Cancellation cancellation) {
    return cancellation.reason().map(Failures::cancelled);
  }

  private static DatabaseException cancelled(Cancellation.Reason reason) {
    String message =
        switch (reason) {
          case TIME_LIMIT -> "The query took longer than its time limit.";
          case ABORTED -> "The query was aborted.";
          case CLIENT_GONE -> "The client has gone.";
          case SHUTDOWN -> "The service is shutting down.";
        };
    return new DatabaseException(Kind.CANCELLED, message, null);
  }
}
