// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca.rules;

import java.util.List;

/** A place in a list of tokens that only moves forward, so reading takes linear time. */
final class Tokens {

  private final List<Token> tokens;
  private int at;
  private int braces;

  Tokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(at);
  }

  /** The token after the next one. */
  Token peekSecond() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  Token next() {
    Token token = tokens.get(at);
    if (token.kind() != Token.Kind.END) {
      at++;
      braces += token.isSign("{") ? 1 : token.isSign("}") ? -1 : 0;
    }
    return token;
  }

  /** How many braces were opened and not closed; negative if more were closed. */
  int braces() {
    return braces;
  }

  /** How many were read. */
  int read() {
    return at;
  }

  boolean takeSign(String sign) {
    if (peek().isSign(sign)) {
      next();
      return true;
    }
    return false;
  }

  boolean takeWord(String word) {
    if (peek().isWord(word)) {
      next();
      return true;
    }
    return false;
  }

  void needSign(String sign, String where) throws RuleException {
    if (!takeSign(sign)) {
      throw expected("'" + sign + "'", where);
    }
  }

  void needWord(String word, String where) throws RuleException {
    if (!takeWord(word)) {
      throw expected("'" + word + "'", where);
    }
  }

  String needName(String what, String where) throws RuleException {
    if (peek().kind() != Token.Kind.WORD || RuleParser.RESERVED.contains(peek().text())) {
      throw expected(what, where);
    }
    return next().text();
  }

  /** What is wrong with the next token. */
  RuleException expected(String what, String where) {
    Token token = peek();
    String found =
        token.kind() == Token.Kind.WRONG && token.text().startsWith("/*")
            ? "a comment that does not end"
            : token.kind() == Token.Kind.WRONG && token.text().length() > 1
                ? "the text " + token.text() + " without its closing quote"
                : token.shown();
    return new RuleException(token, "expected " + what + " " + where + ", found " + found);
  }
}
