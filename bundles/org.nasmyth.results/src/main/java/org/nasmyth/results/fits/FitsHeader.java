// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.fits;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;

/**
 * A FITS header being made (FITS 4.0, section 4): cards of 80 characters, long strings by CONTINUE.
 * A character that a header cannot hold becomes a question mark.
 */
final class FitsHeader {

  /** The bytes of a block, of which headers and data are made (FITS 4.0, section 3.1). */
  static final int BLOCK = 2880;

  private static final int CARD = 80;
  private static final int LONGEST_PART = 67;
  private static final int LONGEST_COMMENT = 72;

  private final StringBuilder cards = new StringBuilder(8 * CARD);

  /** Adds a truth value. */
  FitsHeader put(String keyword, boolean value) {
    return card(String.format("%-8s= %20s", keyword, value ? "T" : "F"));
  }

  /** Adds a whole number. */
  FitsHeader put(String keyword, long value) {
    return card(String.format("%-8s= %20d", keyword, value));
  }

  /** Adds a text, unless it is null or empty. */
  FitsHeader put(String keyword, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      return this;
    }
    String quoted = printable(value).replace("'", "''");
    String start = String.format("%-8s= ", keyword);
    while (quoted.length() > LONGEST_PART + 1) {
      int cut = quoted.charAt(LONGEST_PART - 1) == '\'' ? cutBetweenQuotes(quoted) : LONGEST_PART;
      card(start + "'" + quoted.substring(0, cut) + "&'");
      quoted = quoted.substring(cut);
      start = "CONTINUE  ";
    }
    return card(start + String.format("'%-8s'", quoted));
  }

  /** Adds text for people, as many cards as its lines need. */
  FitsHeader comment(String text) {
    text.lines()
        .map(FitsHeader::printable)
        .forEach(
            line -> {
              for (int from = 0; from < line.length(); from += LONGEST_COMMENT) {
                int to = Math.min(line.length(), from + LONGEST_COMMENT);
                card("COMMENT " + line.substring(from, to));
              }
            });
    return this;
  }

  /** Ends the header. */
  byte[] toBytes() {
    card("END");
    cards.append(" ".repeat((BLOCK - cards.length() % BLOCK) % BLOCK));
    return cards.toString().getBytes(US_ASCII);
  }

  private FitsHeader card(String text) {
    cards.append(text).append(" ".repeat(CARD - text.length()));
    return this;
  }

  /** Where to cut so that a doubled quote stays in one piece. */
  private static int cutBetweenQuotes(String quoted) {
    int first = LONGEST_PART - 1;
    while (first > 0 && quoted.charAt(first - 1) == '\'') {
      first--;
    }
    return (LONGEST_PART - first) % 2 == 0 ? LONGEST_PART : LONGEST_PART - 1;
  }

  private static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c ->
                printable.append(
                    c >= ' ' && c <= '~'
                        ? (char) c
                        : c == '\t' || c == '\n' || c == '\r' ? ' ' : '?'));
    return printable.toString();
  }
}
