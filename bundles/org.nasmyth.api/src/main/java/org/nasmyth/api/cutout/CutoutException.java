// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.cutout;

import org.jspecify.annotations.Nullable;

/**
 * A piece cannot be cut. The message is for the user: what was wrong and what to do; the cause is
 * for the log.
 */
public final class CutoutException extends Exception {

  private static final long serialVersionUID = 1L;

  /** What went wrong, as far as the caller has to tell it apart. */
  public enum Kind {
    /** The request makes no sense for this product. */
    USAGE,
    /** The file is broken, or its coordinates make no sense. */
    BAD_FILE,
    /** There is no room for it now, because of others; soon there may be. */
    BUSY
  }

  private final Kind kind;

  /**
   * A failure.
   *
   * @param cause null where there is none
   */
  public CutoutException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }
}
