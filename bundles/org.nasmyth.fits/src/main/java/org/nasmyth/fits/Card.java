// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One card of a header: 80 bytes, kept exactly as they are, whatever they are. Byte n is character
 * n of {@link #text()}, so bytes outside ASCII survive, too.
 */
public final class Card {

  /** Bytes of a card. */
  public static final int LENGTH = 80;

  private static final int KEYWORD_LENGTH = 8;
  private static final int FIXED_VALUE_END = 30;
  private static final String HIERARCH = "HIERARCH";
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,100}");

  /** The exponent is bounded, because a decimal number with a huge one costs memory without end. */
  private static final Pattern REAL =
      Pattern.compile("[+-]?(\\d{1,60}(\\.\\d{0,60})?|\\.\\d{1,60})([EeDd][+-]?\\d{1,4})?");

  private final String text;

  private Card(String text) {
    this.text = text;
  }

  /**
   * A card of 80 characters.
   *
   * @param text as it is written; shorter text is filled up with blanks
   * @throws IllegalArgumentException if it is longer than 80 characters or has one beyond one byte
   */
  public static Card of(String text) {
    if (text.length() > LENGTH || text.chars().anyMatch(c -> c > 0xFF)) {
      throw new IllegalArgumentException("Not the text of a card of 80 bytes: " + text);
    }
    return new Card(text + " ".repeat(LENGTH - text.length()));
  }

  /**
   * A keyword with a whole number in fixed format, section 4.2.3.
   *
   * @param keyword of at most 8 characters
   * @param value what it is
   * @param comment after the slash, shortened where it does not fit; none if empty
   */
  public static Card of(String keyword, long value, String comment) {
    return fixed(keyword, Long.toString(value), comment);
  }

  /**
   * A keyword with a logical value in fixed format, section 4.2.2.
   *
   * @param keyword of at most 8 characters
   * @param value what it is
   * @param comment after the slash, shortened where it does not fit; none if empty
   */
  public static Card of(String keyword, boolean value, String comment) {
    return fixed(keyword, value ? "T" : "F", comment);
  }

  /**
   * A keyword with a character string, section 4.2.1.
   *
   * @param keyword of at most 8 characters
   * @param value in printable ASCII, at most 68 characters with quotes doubled
   * @param comment after the slash, shortened where it does not fit; none if empty
   * @throws IllegalArgumentException if the value does not fit
   */
  public static Card of(String keyword, String value, String comment) {
    return join(keyword, "%-20s".formatted(quoted(value)), comment);
  }

  static String quoted(String value) {
    return "'%-8s'".formatted(value.replace("'", "''"));
  }

  private static Card fixed(String keyword, String value, String comment) {
    return join(keyword, "%20s".formatted(value), comment);
  }

  private static Card join(String keyword, String value, String comment) {
    String start = "%-8s= %s".formatted(keyword, value);
    if (keyword.length() > KEYWORD_LENGTH || start.length() > LENGTH) {
      throw new IllegalArgumentException("Too long for a card: " + start);
    }
    String whole = comment.isEmpty() ? start : start + " / " + comment;
    return of(whole.substring(0, Math.min(LENGTH, whole.length())));
  }

  /** The 80 characters. */
  public String text() {
    return text;
  }

  /**
   * The keyword without trailing blanks; for ESO's long ones, {@code HIERARCH ESO …} up to the
   * equals sign, with single blanks. Empty if there is none.
   */
  public String keyword() {
    String standard = text.substring(0, KEYWORD_LENGTH).stripTrailing();
    if (standard.equals(HIERARCH)) {
      int equals = text.indexOf('=');
      if (equals > 0) {
        String spelled = text.substring(0, equals).strip();
        return spelled.contains("  ") ? spelled.replaceAll(" +", " ") : spelled;
      }
    }
    return standard;
  }

  /** Whether it has a value indicator, so that a value follows (section 4.1.2.2). */
  public boolean hasValue() {
    return valueStart() >= 0;
  }

  private int valueStart() {
    if (text.startsWith("= ", KEYWORD_LENGTH)) {
      return KEYWORD_LENGTH + 2;
    }
    if (text.startsWith(HIERARCH + " ")) {
      int equals = text.indexOf('=');
      return equals < 0 ? -1 : equals + 1;
    }
    return -1;
  }

  /**
   * The value, read leniently: anywhere in the card, exponents with D, lower case.
   *
   * @return {@link CardValue.Undefined} also where the card has no value indicator
   */
  public CardValue value() {
    int start = valueStart();
    return start < 0 ? new CardValue.Undefined() : valueOf(text.substring(start));
  }

  /**
   * The part of a long string that a CONTINUE card holds, section 4.2.1.2.
   *
   * @return {@link CardValue.Undefined} if it is no such card
   */
  CardValue continuation() {
    if (!text.startsWith("CONTINUE  ")) {
      return new CardValue.Undefined();
    }
    return valueOf(text.substring(KEYWORD_LENGTH + 2));
  }

  private static CardValue valueOf(String field) {
    String trimmed = field.stripLeading();
    if (trimmed.startsWith("'")) {
      return stringOf(trimmed);
    }
    int slash = trimmed.indexOf('/');
    String value = (slash < 0 ? trimmed : trimmed.substring(0, slash)).strip();
    if (value.isEmpty()) {
      return new CardValue.Undefined();
    }
    if (value.equals("T") || value.equals("F")) {
      return new CardValue.Logical(value.equals("T"));
    }
    if (WHOLE.matcher(value).matches()) {
      return new CardValue.Whole(
          new BigInteger(value.startsWith("+") ? value.substring(1) : value));
    }
    if (REAL.matcher(value).matches()) {
      return new CardValue.Real(new BigDecimal(value.replace('D', 'E').replace('d', 'E')));
    }
    if (value.startsWith("(") && value.endsWith(")")) {
      return new CardValue.Complex(value);
    }
    return new CardValue.Malformed(value);
  }

  private static CardValue stringOf(String field) {
    int end = stringEnd(field);
    if (end < 0) {
      return new CardValue.Malformed(field.stripTrailing());
    }
    String inner = field.substring(1, end - 1).replace("''", "'");
    return new CardValue.Text(inner.stripTrailing());
  }

  /** The index behind the closing quote of a field that begins with one, -1 if it is not closed. */
  private static int stringEnd(String field) {
    for (int i = 1; i < field.length(); i++) {
      if (field.charAt(i) == '\'') {
        if (i + 1 < field.length() && field.charAt(i + 1) == '\'') {
          i++;
        } else {
          return i + 1;
        }
      }
    }
    return -1;
  }

  /**
   * This card with another value. Keyword and comment stay as they are written; the comment keeps
   * its column where the new value leaves it room.
   *
   * @param value as it shall be written: a number, T or F, or a quoted string
   * @throws IllegalArgumentException if this card has no value, or the new one does not fit
   */
  public Card withValue(String value) {
    int start = valueStart();
    if (start < 0) {
      throw new IllegalArgumentException("Not a card with a value: " + text);
    }
    String rest = commentWithSlash(start);
    String head = text.substring(0, start);
    boolean standard = text.startsWith("= ", KEYWORD_LENGTH);
    String body;
    if (!standard) {
      body = " " + value;
    } else if (value.startsWith("'")) {
      body = "%-20s".formatted(value);
    } else {
      body = "%20s".formatted(value);
    }
    String before = head + body;
    if (before.length() > LENGTH) {
      throw new IllegalArgumentException("Too long for a card: " + before);
    }
    if (rest.isEmpty()) {
      return of(before);
    }
    int column = text.length() - rest.length();
    int gap = Math.max(1, Math.max(column, standard ? FIXED_VALUE_END + 1 : 0) - before.length());
    String whole = before + " ".repeat(gap) + rest.stripTrailing();
    return of(whole.substring(0, Math.min(LENGTH, whole.length())).stripTrailing());
  }

  /** From the slash on, to the end of the card; empty if there is no comment. */
  private String commentWithSlash(int valueStart) {
    String field = text.substring(valueStart);
    int from = 0;
    String stripped = field.stripLeading();
    if (stripped.startsWith("'")) {
      int end = stringEnd(stripped);
      if (end < 0) {
        return "";
      }
      from = field.length() - stripped.length() + end;
    }
    int slash = field.indexOf('/', from);
    return slash < 0 ? "" : field.substring(slash);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Card card && text.equals(card.text);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(text);
  }

  @Override
  public String toString() {
    return text.stripTrailing();
  }
}
