// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.nasmyth.adql.AdqlSyntaxException;
import org.nasmyth.adql.grammar.AdqlLexer;
import org.nasmyth.adql.tree.Span;

/**
 * One pass over the tokens before they are parsed: it checks that parentheses match, that nothing
 * is nested deeper than allowed, and tells what each parenthesis opens.
 *
 * <p>A parenthesis opens a query if SELECT follows, or a parenthesis that opens a query and is not
 * a derived table; it opens a join if a JOIN stands directly in it. This cannot be told at the
 * parenthesis without looking ahead, but it is known when the parenthesis closes, so that one pass
 * does it and the parser need not look ahead at all.
 */
final class Nesting {

  /** What has been opened: a parenthesis, or for the first of them the query itself. */
  private static final class Frame {
    final int opener;
    int cases;
    int waitingJoins;
    boolean holdsJoin;

    Frame(int opener) {
      this.opener = opener;
    }
  }

  private final QueryText query;
  private final Tokens tokens;
  private final int maximum;
  private final int[] closers;
  private final Deque<Frame> frames = new ArrayDeque<>();
  private int depth;

  Nesting(QueryText query, Tokens tokens, int maximum) {
    this.query = query;
    this.tokens = tokens;
    this.maximum = maximum;
    this.closers = new int[tokens.list().size()];
  }

  /** Checks the tokens and sets the types of the opening parentheses. */
  void check() throws AdqlSyntaxException {
    frames.push(new Frame(-1));
    for (int i = 0; i < closers.length; i++) {
      Frame frame = frames.element();
      switch (tokens.type(i)) {
        case AdqlLexer.LPAREN -> {
          deepen(i);
          frames.push(new Frame(i));
        }
        case AdqlLexer.RPAREN -> close(i);
        case AdqlLexer.CASE -> {
          deepen(i);
          frame.cases++;
        }
        case AdqlLexer.END -> {
          if (frame.cases > 0) {
            frame.cases--;
            depth--;
          }
        }
        case AdqlLexer.JOIN -> join(i, frame);
        case AdqlLexer.ON, AdqlLexer.USING -> {
          if (frame.waitingJoins > 0) {
            frame.waitingJoins--;
            depth--;
          }
        }
        default -> {
          // Nothing that nests.
        }
      }
    }
    Frame frame = frames.element();
    if (frame.opener >= 0) {
      throw query.error(
          query.span(tokens.get(frame.opener)),
          "the parenthesis that opens here is never closed",
          "')' later in the query",
          null);
    }
  }

  private void deepen(int index) throws AdqlSyntaxException {
    if (++depth > maximum) {
      throw query.error(
          query.span(tokens.get(index)),
          "the query is nested deeper than " + maximum + " levels",
          "take parts out of it with WITH, or leave out parentheses");
    }
  }

  private void join(int index, Frame frame) throws AdqlSyntaxException {
    frame.holdsJoin = true;
    if (!isNatural(index)) {
      deepen(index);
      frame.waitingJoins++;
    }
  }

  private boolean isNatural(int join) {
    int i = join - 1;
    while (tokens.type(i) == AdqlLexer.OUTER
        || tokens.type(i) == AdqlLexer.INNER
        || tokens.type(i) == AdqlLexer.LEFT
        || tokens.type(i) == AdqlLexer.RIGHT
        || tokens.type(i) == AdqlLexer.FULL) {
      i--;
    }
    return tokens.type(i) == AdqlLexer.NATURAL;
  }

  private void close(int index) throws AdqlSyntaxException {
    Frame frame = frames.pop();
    if (frame.opener < 0) {
      Span span = query.span(tokens.get(index));
      throw query.error(span, "this ')' has no '(' before it", null);
    }
    depth -= 1 + frame.cases + frame.waitingJoins;
    closers[frame.opener] = index;
    Token opener = tokens.get(frame.opener);
    if (opensQuery(frame.opener)) {
      ((CommonToken) opener).setType(AdqlLexer.QUERY_LPAREN);
    } else if (frame.holdsJoin || opensJoin(frame.opener)) {
      ((CommonToken) opener).setType(AdqlLexer.JOIN_LPAREN);
    }
  }

  private boolean opensQuery(int opener) {
    return switch (tokens.type(opener + 1)) {
      case AdqlLexer.SELECT, AdqlLexer.WITH -> true;
      case AdqlLexer.QUERY_LPAREN ->
          switch (tokens.type(closers[opener + 1] + 1)) {
            case AdqlLexer.RPAREN,
                AdqlLexer.UNION,
                AdqlLexer.EXCEPT,
                AdqlLexer.INTERSECT,
                AdqlLexer.ORDER,
                AdqlLexer.OFFSET ->
                true;
            default -> false;
          };
      default -> false;
    };
  }

  private boolean opensJoin(int opener) {
    return tokens.type(opener + 1) == AdqlLexer.JOIN_LPAREN
        && tokens.type(closers[opener + 1] + 1) == AdqlLexer.RPAREN;
  }
}
