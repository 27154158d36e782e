// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.DatabaseException.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes of DuckDB's errors what a user can act on, without SQL and names of our own. */
final class Failures {

  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  private static final Pattern BAD_TEXT =
      Pattern.compile("Could not convert string '(.{0,200}?)' to (\\w+)", Pattern.DOTALL);
  private static final Pattern BAD_TIMESTAMP =
      Pattern.compile(
          "(?:invalid timestamp field format|timestamp field value out of range): \"(.{0,200}?)\"",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern OUT_OF_RANGE =
      Pattern.compile("with value (\\S{1,60}) can't be cast");

  private Failures() {}

  /** What to tell a user of an error that DuckDB has reported. */
  static DatabaseException of(Throwable error) {
    String text = String.valueOf(error.getMessage());
    Optional<String> fault = UserFault.messageIn(text);
    DatabaseException told =
        fault.map(f -> told(Kind.BAD_VALUE, f, error)).orElseGet(() -> sorted(text, error));
    if (told.kind() == Kind.FAULT) {
      log.warn("The embedded database failed", error);
    } else {
      log.debug("The embedded database refused a query", error);
    }
    return told;
  }

  private static DatabaseException sorted(String text, Throwable error) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("conversion error")) {
      return told(Kind.BAD_VALUE, conversion(text), error);
    }
    if (lower.contains("out of range error") || lower.contains("overflow")) {
      return told(
          Kind.BAD_VALUE,
          "A number became too large for its type; cast the operands to DOUBLE.",
          error);
    }
    if (lower.contains("more than one row returned by a subquery")) {
      return told(
          Kind.BAD_VALUE,
          "A sub-query that stands for one value gave more than one row; add a condition, an"
              + " aggregate or TOP 1.",
          error);
    }
    if (lower.contains("out of memory") || lower.contains("max_temp_directory_size")) {
      return told(
          Kind.TOO_LARGE,
          "The query needs more memory than this database may use; add conditions, or select fewer"
              + " columns where you sort, group or join.",
          error);
    }
    if (lower.contains("max expression depth")) {
      return told(Kind.UNSUPPORTED, "An expression is nested too deeply for this database.", error);
    }
    if (lower.contains("interrupt")) {
      return told(Kind.CANCELLED, "The query was ended.", error);
    }
    return told(Kind.FAULT, "The database failed to run this query; its log says more.", error);
  }

  private static String conversion(String text) {
    Matcher bad = BAD_TEXT.matcher(text);
    if (bad.find()) {
      return "'" + bad.group(1) + "' is no value of type " + adqlType(bad.group(2)) + ".";
    }
    Matcher timestamp = BAD_TIMESTAMP.matcher(text);
    if (timestamp.find()) {
      return "'" + timestamp.group(1) + "' is no timestamp; write YYYY-MM-DDThh:mm:ss.";
    }
    Matcher range = OUT_OF_RANGE.matcher(text);
    if (range.find()) {
      return range.group(1) + " does not fit into the type that it is to be cast to.";
    }
    return "A value cannot be converted to the type that is asked for.";
  }

  private static String adqlType(String type) {
    return switch (type) {
      case "INT16" -> "SMALLINT";
      case "INT32" -> "INTEGER";
      case "INT64" -> "BIGINT";
      case "FLOAT" -> "REAL";
      case "BOOL" -> "BOOLEAN";
      default -> type;
    };
  }

  private static DatabaseException told(Kind kind, String message, Throwable error) {
    return new DatabaseException(kind, message, error);
  }

  /** What to tell a user of a query that was ended from outside. */
  static DatabaseException cancelled(Cancellation.Reason reason) {
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
