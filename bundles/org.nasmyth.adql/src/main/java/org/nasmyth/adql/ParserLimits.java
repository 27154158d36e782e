// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql;

/**
 * How large a query may be. The limits are checked before anything is parsed, in time linear in the
 * text.
 *
 * @param maximumLength longest text in UTF-16 units
 * @param maximumTokens largest number of words, literals and signs; the memory that a query needs
 *     while it is read is in proportion to it, at most about 1 KB each
 * @param maximumNesting deepest nesting of parentheses, CASE and joins still waiting for their
 *     condition; it bounds the recursion of the parser and of all that read its trees
 */
public record ParserLimits(int maximumLength, int maximumTokens, int maximumNesting) {

  /**
   * 1 MiB of text, half a million tokens, nested 128 deep, for which half a megabyte of stack
   * suffices.
   */
  public static final ParserLimits DEFAULT = new ParserLimits(1 << 20, 500_000, 128);

  /** Checks that the limits allow a query at all. */
  public ParserLimits {
    if (maximumLength < 1 || maximumTokens < 1 || maximumNesting < 1) {
      throw new IllegalArgumentException("limits of a query must be at least 1");
    }
  }
}
