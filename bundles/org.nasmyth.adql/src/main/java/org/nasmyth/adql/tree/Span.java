// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * Where a node stands in the text of the query.
 *
 * @param start offset of the first character, in UTF-16 units from 0
 * @param end offset just behind the last character; {@code text.substring(start, end)} is the
 *     node's text
 * @param line line of the first character, from 1; lines end with LF, CR or CR LF
 * @param column column of the first character in its line, from 1, counted in Unicode characters
 */
public record Span(int start, int end, int line, int column) {

  /** The span of a node that was made by a program and not read from a text. */
  public static final Span NONE = new Span(0, 0, 1, 1);

  /** Checks that the numbers can be a place in a text. */
  public Span {
    if (start < 0 || end < start || line < 1 || column < 1) {
      throw new IllegalArgumentException(
          "not a place in a text: " + start + ".." + end + ", line " + line + ", column " + column);
    }
  }

  /**
   * The span from the beginning of this one to the end of {@code last}, which must not end before
   * this one begins.
   */
  public Span to(Span last) {
    return new Span(start, last.end, line, column);
  }
}
