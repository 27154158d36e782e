// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file does not fit into a {@link Spool}; the message is for the user. */
public final class SpoolException extends IOException {

  private static final long serialVersionUID = 1L;

  private final boolean passing;

  SpoolException(String message, boolean passing, @Nullable Throwable cause) {
    super(message, cause);
    this.passing = passing;
  }

  /** Whether it may fit later, when others have gone; otherwise it is too large at any time. */
  public boolean isPassing() {
    return passing;
  }

  /** The same as an answer to a request: 413, or 503 if it may fit later. */
  public DaliException toAnswer() {
    String message = String.valueOf(getMessage());
    return passing ? DaliException.unavailable(message) : DaliException.tooLarge(message);
  }
}
