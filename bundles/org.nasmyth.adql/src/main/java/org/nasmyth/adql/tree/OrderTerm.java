// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * One term of ORDER BY.
 *
 * @param key what is sorted by
 * @param direction the direction; ascending if none was written
 * @param span from the key to the direction
 */
public record OrderTerm(OrderKey key, Direction direction, Span span) implements Node {

  /** The direction of a sort. */
  public enum Direction {
    /** Smallest first. */
    ASC,
    /** Largest first. */
    DESC
  }
}
