// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tokens;

import org.jspecify.annotations.Nullable;

/**
 * A token is not accepted. The message is for who has sent it and repeats nothing of it; the cause
 * is for a log.
 */
public final class TokenException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why not. */
  public enum Kind {
    /** It is no signed token, or somebody else has issued it. */
    FOREIGN,
    /** It claims to be of the right issuer, and is wrong. */
    WRONG,
    /** The issuer's keys are not to be had now. */
    UNCHECKED
  }

  private final Kind kind;

  TokenException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Why not. */
  public Kind kind() {
    return kind;
  }
}
