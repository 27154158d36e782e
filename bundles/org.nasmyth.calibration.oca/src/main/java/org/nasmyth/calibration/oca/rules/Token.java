// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca.rules;

import java.util.Locale;

/**
 * A word or sign of a rule.
 *
 * @param kind what it is
 * @param text the word, the sign, the inside of a string, or what is wrong
 * @param line from 1
 * @param column from 1
 */
record Token(Kind kind, String text, int line, int column) {

  /** What tokens are. */
  enum Kind {
    /** A keyword's name, or a word of the language. */
    WORD,
    STRING,
    NUMBER,
    SIGN,
    /** What is no part of the language. */
    WRONG,
    END
  }

  boolean isSign(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  /** Whether it is a word of the language, in whatever case. */
  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  /** As a message shows it. */
  String shown() {
    return switch (kind) {
      case STRING -> '"' + text + '"';
      case END -> "the end of the file";
      default -> "'" + text + "'";
    };
  }

  String folded() {
    return text.toLowerCase(Locale.ROOT);
  }
}
