// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.util.Optional;

/**
 * A fault in a query's data that was found inside a Java function. DuckDB carries nothing of an
 * exception but its text, amid a stack trace; marks around the message make it findable there.
 */
final class UserFault extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final String BEGIN = "<<nasmyth:";
  private static final String END = ":nasmyth>>";

  /**
   * A fault.
   *
   * @param message for the user
   * @param cause what was thrown first
   */
  UserFault(String message, Throwable cause) {
    super(BEGIN + message.replace(END, "") + END, cause);
  }

  /** Finds the message for the user in whatever DuckDB made of it. */
  static Optional<String> messageIn(String text) {
    int begin = text.indexOf(BEGIN);
    int end = begin < 0 ? -1 : text.indexOf(END, begin);
    return end < 0 ? Optional.empty() : Optional.of(text.substring(begin + BEGIN.length(), end));
  }
}
