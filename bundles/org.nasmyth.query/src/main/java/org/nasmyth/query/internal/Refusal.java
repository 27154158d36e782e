// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import org.nasmyth.adql.tree.Span;

/**
 * A query that cannot be bound. Thrown from anywhere in the binder and turned into a {@code
 * QueryException} at its door; without a stack trace, because the place that matters is the one in
 * the query.
 */
class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Span span;

  /**
   * A refusal.
   *
   * @param message whole sentences for the user
   * @param span the part of the query that is wrong
   */
  Refusal(String message, Span span) {
    super(message, null, false, false);
    this.span = span;
  }

  /** The message, which always is there. */
  String text() {
    return String.valueOf(getMessage());
  }

  /** The part of the query that is wrong. */
  Span span() {
    return span;
  }

  /** A column without qualifier that no table in scope has. */
  static final class UnknownColumn extends Refusal {
    private static final long serialVersionUID = 1L;

    private final String problem;

    /**
     * A refusal.
     *
     * @param problem what is wrong, with a name that may have been meant if one is near
     * @param advice what else to do; begins with a blank or is empty
     */
    UnknownColumn(String problem, String advice, Span span) {
      super(problem + advice, span);
      this.problem = problem;
    }

    /** What is wrong, for somebody who knows better what to do. */
    String problem() {
      return problem;
    }
  }
}
