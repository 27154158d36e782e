// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Divides the text of rules into tokens. Comments and the lines of a preprocessor ({@code #include}
 * and its like) are left out. Used by one thread.
 */
final class Lexer {

  /** A name of a FITS keyword has no more characters; so long a name may have a hyphen. */
  private static final int LONGEST_KEYWORD = 8;

  private static final String INPUT = "inputFile.";
  private static final Set<String> PAIRS = Set.of("==", "!=", "<=", ">=", "?=", "&&", "||");
  private static final String SINGLES = "(){};,=<>+-!";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;

  Lexer(String text) {
    this.text = text;
  }

  /** All tokens; the last is the end. */
  List<Token> tokens() {
    boolean first = true;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        newLine();
        first = true;
      } else if (Character.isWhitespace(c) || c == '\uFEFF') {
        at++;
      } else if (c == '#' && first) {
        preprocessor();
      } else if (text.startsWith("//", at)) {
        rest();
      } else if (text.startsWith("/*", at)) {
        comment();
      } else {
        first = false;
        token(c);
      }
    }
    tokens.add(new Token(Token.Kind.END, "", line, at - lineStart + 1));
    return tokens;
  }

  private void token(char c) {
    if (c == '"' || c == '\'') {
      string(c);
    } else if (isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
      number();
    } else if (isLetter(c)) {
      word();
    } else if (at + 1 < text.length() && PAIRS.contains(text.substring(at, at + 2))) {
      add(Token.Kind.SIGN, text.substring(at, at + 2), 2);
    } else if (SINGLES.indexOf(c) >= 0) {
      add(Token.Kind.SIGN, String.valueOf(c), 1);
    } else {
      add(Token.Kind.WRONG, text.substring(at, text.offsetByCodePoints(at, 1)), 1);
    }
  }

  private void string(char quote) {
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != quote && text.charAt(end) != '\n') {
      end++;
    }
    if (end < text.length() && text.charAt(end) == quote) {
      add(Token.Kind.STRING, text.substring(at + 1, end), end + 1 - at);
    } else {
      add(Token.Kind.WRONG, text.substring(at, end).strip(), end - at);
    }
  }

  private void number() {
    int end = at;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    if (end < text.length() && text.charAt(end) == '.') {
      end++;
      while (end < text.length() && isDigit(text.charAt(end))) {
        end++;
      }
    }
    int exponent = end;
    if (exponent < text.length() && "eE".indexOf(text.charAt(exponent)) >= 0) {
      exponent++;
      if (exponent < text.length() && "+-".indexOf(text.charAt(exponent)) >= 0) {
        exponent++;
      }
      if (exponent < text.length() && isDigit(text.charAt(exponent))) {
        while (exponent < text.length() && isDigit(text.charAt(exponent))) {
          exponent++;
        }
        end = exponent;
      }
    }
    boolean whole = text.substring(at, end).chars().allMatch(c -> isDigit((char) c));
    if (whole && end < text.length() && isLetter(text.charAt(end))) {
      // Names of actions may begin with digits.
      int name = wordEnd(end);
      add(Token.Kind.WORD, text.substring(at, name), name - at);
      return;
    }
    add(Token.Kind.NUMBER, text.substring(at, end), end - at);
  }

  /** A hyphen belongs to a name only where names have one: in {@code MJD-OBS} and its like. */
  private void word() {
    int end = wordEnd(at);
    String word = text.substring(at, end);
    String bare = word.startsWith(INPUT) ? word.substring(INPUT.length()) : word;
    if (end + 1 < text.length()
        && text.charAt(end) == '-'
        && isUpper(text.charAt(end + 1))
        && bare.indexOf('.') < 0
        && bare.chars().allMatch(c -> isUpper((char) c) || isDigit((char) c))) {
      int whole = wordEnd(end + 1);
      String tail = text.substring(end + 1, whole);
      if (tail.indexOf('.') < 0 && bare.length() + 1 + tail.length() <= LONGEST_KEYWORD) {
        end = whole;
      }
    }
    add(Token.Kind.WORD, text.substring(at, end), end - at);
  }

  private int wordEnd(int from) {
    int end = from;
    while (end < text.length()
        && (isLetter(text.charAt(end)) || isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    return end;
  }

  private void preprocessor() {
    boolean goesOn = true;
    while (goesOn && at < text.length()) {
      int end = lineEnd();
      goesOn = text.substring(at, end).stripTrailing().endsWith("\\");
      at = end;
      if (goesOn && at < text.length()) {
        newLine();
      }
    }
  }

  private void rest() {
    at = lineEnd();
  }

  private int lineEnd() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private void comment() {
    int end = text.indexOf("*/", at + 2);
    if (end < 0) {
      add(Token.Kind.WRONG, "/*", 2);
      end = text.length() - 2;
    }
    while (at < end + 2) {
      if (text.charAt(at) == '\n') {
        newLine();
      } else {
        at++;
      }
    }
  }

  private void newLine() {
    at++;
    line++;
    lineStart = at;
  }

  private void add(Token.Kind kind, String word, int length) {
    tokens.add(new Token(kind, word, line, at - lineStart + 1));
    at += length;
  }

  private static boolean isLetter(char c) {
    return isUpper(c) || (c >= 'a' && c <= 'z') || c == '_';
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
