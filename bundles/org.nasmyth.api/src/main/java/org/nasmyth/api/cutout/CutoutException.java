// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.cutout;

import java.util.Optional;
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
  private final @Nullable CutoutAxis axis;

  /**
   * A failure.
   *
   * @param cause null where there is none
   */
  public CutoutException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.axis = null;
  }

  /**
   * The product has nothing along an axis that the request names; of the kind {@link Kind#USAGE}.
   *
   * @param axis which one; who speaks to the user names the parameter that the user wrote
   * @param message what the product lacks, a whole sentence
   */
  public CutoutException(CutoutAxis axis, String message) {
    super(message);
    this.kind = Kind.USAGE;
    this.axis = axis;
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }

  /** The axis along which the product cannot be cut; empty if something else went wrong. */
  public Optional<CutoutAxis> axis() {
    return Optional.ofNullable(axis);
  }
}
