// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Changes some cards of a header and leaves all others as they are, byte for byte. Not for several
 * threads.
 */
public final class HeaderEditor {

  /** Bytes of a block, section 3.1. */
  public static final int BLOCK = 2880;

  private static final int COMMENTARY_LENGTH = 72;

  /** Beyond this many characters a number no longer fits the fixed format. */
  private static final int FIXED_LENGTH = 20;

  /** More digits would not fit a card; no reader keeps more than 17. */
  private static final int MOST_DIGITS = 50;

  private final List<Card> cards;
  private final Place place;

  /**
   * Begins with the cards of a header.
   *
   * @param header stays as it is
   */
  public HeaderEditor(Header header) {
    cards = new ArrayList<>(header.cards());
    place = header.place();
  }

  private HeaderEditor(List<Card> cards, Place place) {
    this.cards = new ArrayList<>(cards);
    this.place = place;
  }

  /** Another one with the same cards. */
  public HeaderEditor copy() {
    return new HeaderEditor(cards, place);
  }

  /** The cards as they are now, without END. */
  public List<Card> cards() {
    return List.copyOf(cards);
  }

  /** The header as it is now, at the place of the one that it came from. */
  public Header header() {
    return new Header(cards, place.source(), place.hdu(), place.position());
  }

  private int indexOf(String keyword) {
    for (int i = 0; i < cards.size(); i++) {
      if (cards.get(i).keyword().equals(keyword)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Gives a keyword a whole number. Cards that have it already are left alone.
   *
   * @param keyword is appended if it is not there; where it is there twice, both change
   * @param value its value
   */
  public HeaderEditor set(String keyword, long value) {
    return put(keyword, new CardValue.Whole(BigInteger.valueOf(value)), Long.toString(value));
  }

  /**
   * Gives a keyword a number, exactly. Cards that have it already are left alone.
   *
   * @param keyword is appended if it is not there; where it is there twice, both change
   * @param value its value
   */
  public HeaderEditor set(String keyword, BigDecimal value) {
    return put(keyword, new CardValue.Real(value), written(value));
  }

  /**
   * Gives a keyword a character string. Cards that have it already are left alone; CONTINUE cards
   * of the former value go.
   *
   * @param keyword is appended if it is not there; where it is there twice, both change
   * @param value printable ASCII that fits one card
   */
  public HeaderEditor set(String keyword, String value) {
    return put(keyword, new CardValue.Text(value), Card.quoted(value));
  }

  private HeaderEditor put(String keyword, CardValue value, String written) {
    boolean found = false;
    for (int i = 0; i < cards.size(); i++) {
      if (cards.get(i).keyword().equals(keyword)) {
        found = true;
        if (!same(cards.get(i).value(), value)) {
          replace(i, written);
        }
      }
    }
    if (!found) {
      append(withValue("%-8s=".formatted(keyword), written));
    }
    return this;
  }

  private static boolean same(CardValue one, CardValue other) {
    if (one instanceof CardValue.Real a && other instanceof CardValue.Real b) {
      return a.value().compareTo(b.value()) == 0;
    }
    return one.equals(other);
  }

  private void replace(int at, String value) {
    Card card = cards.get(at);
    while (at + 1 < cards.size() && cards.get(at + 1).keyword().equals("CONTINUE")) {
      cards.remove(at + 1);
    }
    cards.set(
        at,
        card.hasValue()
            ? card.withValue(value)
            : withValue("%-8s=".formatted(card.keyword()), value));
  }

  private static Card withValue(String start, String value) {
    return Card.of(start).withValue(value);
  }

  /** In digits where they fit, always with a point, so that readers see a real number. */
  private static String written(BigDecimal value) {
    String plain = value.scale() > -FIXED_LENGTH ? value.toPlainString() : value.toString();
    if (plain.length() >= FIXED_LENGTH && value.toString().length() < plain.length()) {
      plain = value.toString();
    }
    return plain.indexOf('.') >= 0 || plain.indexOf('E') >= 0 ? plain : plain + ".0";
  }

  /**
   * Moves the origin of an axis: subtracts from a number, in decimal digits, so that nothing is
   * rounded that has up to 50 of them.
   *
   * @param keyword such as CRPIX1; where it is there twice, both change
   * @param by what to subtract
   * @return false if there is no such card
   * @throws FitsException if its value is no number
   */
  public boolean shift(String keyword, long by) throws FitsException {
    boolean found = false;
    for (int i = 0; i < cards.size(); i++) {
      Card card = cards.get(i);
      if (card.keyword().equals(keyword)) {
        found = true;
        if (by != 0) {
          BigDecimal moved = number(card).subtract(new BigDecimal(by));
          replace(
              i,
              written(
                  moved.precision() > MOST_DIGITS ? moved.round(MathContext.DECIMAL128) : moved));
        }
      }
    }
    return found;
  }

  private BigDecimal number(Card card) throws FitsException {
    CardValue value = card.value();
    if (value instanceof CardValue.Whole whole) {
      return new BigDecimal(whole.value());
    }
    if (value instanceof CardValue.Real real) {
      return real.value();
    }
    if (value instanceof CardValue.Undefined) {
      return BigDecimal.ZERO;
    }
    throw new FitsException(card.keyword() + " is not a number.", place.withCard(card.text()));
  }

  /**
   * Removes cards, and the CONTINUE cards that belong to them.
   *
   * @param which cards go
   */
  public HeaderEditor remove(Predicate<Card> which) {
    List<Card> kept = new ArrayList<>();
    boolean removing = false;
    for (Card card : cards) {
      removing = card.keyword().equals("CONTINUE") ? removing : which.test(card);
      if (!removing) {
        kept.add(card);
      }
    }
    cards.clear();
    cards.addAll(kept);
    return this;
  }

  /**
   * Puts a card behind the last one that is not blank.
   *
   * @param card the new one
   */
  public HeaderEditor append(Card card) {
    int at = cards.size();
    while (at > 0 && cards.get(at - 1).text().isBlank()) {
      at--;
    }
    cards.add(at, card);
    return this;
  }

  /**
   * Puts a card behind another.
   *
   * @param keyword of the other; where it is missing, the card becomes the last one
   * @param card the new one
   */
  public HeaderEditor insertAfter(String keyword, Card card) {
    int at = indexOf(keyword);
    if (at < 0) {
      return append(card);
    }
    cards.add(at + 1, card);
    return this;
  }

  /**
   * Appends HISTORY cards, as many as the text needs.
   *
   * @param text what is not printable ASCII becomes a question mark
   */
  public HeaderEditor history(String text) {
    String printable = text.replaceAll("[^ -~]", "?");
    int from = 0;
    do {
      int to = Math.min(printable.length(), from + COMMENTARY_LENGTH);
      append(Card.of("HISTORY " + printable.substring(from, to)));
      from = to;
    } while (from < printable.length());
    return this;
  }

  /** How many bytes {@link #toBytes} gives: a multiple of 2880. */
  public long length() {
    long bytes = (cards.size() + 1L) * Card.LENGTH;
    return (bytes + BLOCK - 1) / BLOCK * BLOCK;
  }

  /** The cards, END and blanks to the end of the block. */
  public byte[] toBytes() {
    byte[] bytes = new byte[Math.toIntExact(length())];
    Arrays.fill(bytes, (byte) ' ');
    int at = 0;
    for (Card card : cards) {
      byte[] text = card.text().getBytes(StandardCharsets.ISO_8859_1);
      System.arraycopy(text, 0, bytes, at, text.length);
      at += text.length;
    }
    System.arraycopy("END".getBytes(StandardCharsets.ISO_8859_1), 0, bytes, at, 3);
    return bytes;
  }
}
