// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.internal;

import java.util.List;
import org.antlr.v4.runtime.Token;
import org.nasmyth.adql.grammar.AdqlLexer;

/** The tokens of a query, the end of the text last, with a safe look around any of them. */
record Tokens(List<? extends Token> list) {

  /** The token at an index; the end of the text behind it. */
  Token get(int index) {
    return list.get(Math.min(index, list.size() - 1));
  }

  /** The type of the token at an index; that of the end of the text outside. */
  int type(int index) {
    return index < 0 ? Token.EOF : get(index).getType();
  }

  /** Whether the token at an index is a parenthesis that opens anything. */
  boolean opens(int index) {
    int type = type(index);
    return type == AdqlLexer.LPAREN
        || type == AdqlLexer.QUERY_LPAREN
        || type == AdqlLexer.JOIN_LPAREN;
  }

  /**
   * Whether two neighbours of these types stand at {@code index - 1} and {@code index} without a
   * blank between.
   */
  boolean touching(int index, int leftType, int rightType) {
    return index > 0
        && type(index - 1) == leftType
        && type(index) == rightType
        && get(index - 1).getStopIndex() + 1 == get(index).getStartIndex();
  }
}
