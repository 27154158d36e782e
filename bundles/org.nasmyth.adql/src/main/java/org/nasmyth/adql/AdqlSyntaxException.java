// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nasmyth.adql.tree.Span;

/**
 * A text is not a query of ADQL. The message is one line for the person who wrote the query: where,
 * what is wrong, and what to do if that can be told; it holds nothing of the server's inside.
 */
public final class AdqlSyntaxException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Span span;
  private final String token;
  private final @Nullable String expectation;
  private final @Nullable String suggestion;
  private final String excerpt;

  /**
   * An error.
   *
   * @param problem what is wrong, without the place, in one line
   * @param span the text that is wrong; empty at the end of the query
   * @param token the offending token as written, shortened if long; empty at the end of the query
   * @param expectation what could stand there, in words; null where that says nothing
   * @param suggestion what to do, in words; null where nothing is near
   * @param excerpt the line of the query with a second line that points at the place
   */
  public AdqlSyntaxException(
      String problem,
      Span span,
      String token,
      @Nullable String expectation,
      @Nullable String suggestion,
      String excerpt) {
    super(message(problem, span, suggestion));
    this.span = span;
    this.token = token;
    this.expectation = expectation;
    this.suggestion = suggestion;
    this.excerpt = excerpt;
  }

  private static String message(String problem, Span span, @Nullable String suggestion) {
    String text = "line " + span.line() + ", column " + span.column() + ": " + problem;
    return suggestion == null ? text : text + "; " + suggestion;
  }

  /** The text that is wrong. */
  public Span span() {
    return span;
  }

  /** Line of the error, from 1. */
  public int line() {
    return span.line();
  }

  /** Column of the error in its line, from 1. */
  public int column() {
    return span.column();
  }

  /** Offset of the error in the text, in UTF-16 units from 0. */
  public int offset() {
    return span.start();
  }

  /** The offending token as written, shortened if long; empty if the query ends too early. */
  public String token() {
    return token;
  }

  /** What could stand there, in words. */
  public Optional<String> expectation() {
    return Optional.ofNullable(expectation);
  }

  /** What to do, in words; the message says it too. */
  public Optional<String> suggestion() {
    return Optional.ofNullable(suggestion);
  }

  /**
   * Two lines for a fixed-width font: the line of the query, cut if long, and a caret under the
   * error.
   */
  public String excerpt() {
    return excerpt;
  }
}
