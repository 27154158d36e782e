// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.products;

/**
 * How one product stands to another.
 *
 * @param kind how
 * @param target the other one
 */
public record Relation(Kind kind, Product target) {

  /** How products stand to each other. */
  public enum Kind {
    /** The target comes with it. */
    AUXILIARY,
    /** The target is a picture of it. */
    PREVIEW,
    /** It was made from the target. */
    PROGENITOR,
    /** The target was made from it. */
    DERIVATION,
    /** The target describes it. */
    DOCUMENTATION,
    /** The target is the log of the night in which it was taken. */
    NIGHT_LOG
  }
}
