// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * The number of rows of a TOP or OFFSET clause.
 *
 * @param rows the number, 0 or more
 * @param span from the keyword to the number
 */
public record RowLimit(long rows, Span span) implements Node {

  /** Checks that the number is not negative. */
  public RowLimit {
    if (rows < 0) {
      throw new IllegalArgumentException("a number of rows is not negative: " + rows);
    }
  }
}
