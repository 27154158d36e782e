// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products;

import org.jspecify.annotations.Nullable;

/**
 * A caller does not get a product. The message is for the caller: why not, and what to do; the
 * cause is for the log.
 */
public final class ProductException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why not, as far as a face has to tell it apart. */
  public enum Kind {
    /** There is none of that identifier that the caller may know of. */
    UNKNOWN,
    /** Perhaps somebody who logs in may have it. */
    LOGIN_NEEDED,
    /** This caller may not have it. */
    DENIED,
    /** It is known, but its file is not there. */
    NO_FILE,
    /** The catalogue is not there now; asking again later may help. */
    UNAVAILABLE,
    /** The catalogue failed. */
    FAULT
  }

  private final Kind kind;

  /**
   * A refusal.
   *
   * @param cause null where there is none
   */
  public ProductException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Why not. */
  public Kind kind() {
    return kind;
  }
}
