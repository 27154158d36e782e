// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.access;

import org.jspecify.annotations.Nullable;

/**
 * Whether a caller may have a product.
 *
 * @param verdict the decision
 * @param reason for the caller: why not, and from when on or for whom; null where it is allowed
 */
public record ProductAccess(Verdict verdict, @Nullable String reason) {

  /** Everybody may have it. */
  public static final ProductAccess PUBLIC = new ProductAccess(Verdict.PUBLIC, null);

  /** The decisions, from the most generous to the strictest. */
  public enum Verdict {
    /** Everybody may have it. */
    PUBLIC,
    /** This caller may have it, others perhaps not. */
    GRANTED,
    /** Perhaps somebody who logs in may have it. */
    LOGIN_NEEDED,
    /** This caller may not have it, but may know that it exists. */
    DENIED,
    /** To this caller it does not exist: answers are those for an unknown identifier. */
    HIDDEN
  }

  /** Whether the caller gets it. */
  public boolean allowed() {
    return verdict == Verdict.PUBLIC || verdict == Verdict.GRANTED;
  }

  /** The stricter of two decisions, this one among equals. */
  public ProductAccess and(ProductAccess other) {
    return other.verdict.compareTo(verdict) > 0 ? other : this;
  }
}
