// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits;

import java.math.BigDecimal;
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
   * Gives a keyword a whole number. A card that has it already is left alone.
   *
   * @param keyword is appended if it is not there
   * @param value its value
   */
  public HeaderEditor set(String keyword, long value) {
    int at = indexOf(keyword);
    if (at < 0) {
      append(Card.of(keyword, value, ""));
    } else if (!(cards.get(at).value() instanceof CardValue.Whole whole
        && whole.value().bitLength() < Long.SIZE
        && whole.value().longValue() == value)) {
      replace(at, Long.toString(value));
    }
    return this;
  }

  /**
   * Gives a keyword a number, exactly. A card that has it already is left alone.
   *
   * @param keyword is appended if it is not there
   * @param value its value
   */
  public HeaderEditor set(String keyword, BigDecimal value) {
    String written = written(value);
    int at = indexOf(keyword);
    if (at < 0) {
      append(Card.of("%-8s= %20s".formatted(keyword, written)));
    } else if (!(cards.get(at).value() instanceof CardValue.Real real
        && real.value().compareTo(value) == 0)) {
      replace(at, written);
    }
    return this;
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
   * Gives a keyword a character string. A card that has it already is left alone; CONTINUE cards of
   * the former value go.
   *
   * @param keyword is appended if it is not there
   * @param value printable ASCII that fits one card
   */
  public HeaderEditor set(String keyword, String value) {
    int at = indexOf(keyword);
    if (at < 0) {
      append(Card.of(keyword, value, ""));
    } else if (!cards.get(at).value().equals(new CardValue.Text(value))) {
      while (at + 1 < cards.size() && cards.get(at + 1).keyword().equals("CONTINUE")) {
        cards.remove(at + 1);
      }
      replace(at, Card.quoted(value));
    }
    return this;
  }

  private void replace(int at, String value) {
    Card card = cards.get(at);
    cards.set(
        at, card.hasValue() ? card.withValue(value) : Card.of(valueless(card) + "= " + value));
  }

  private static String valueless(Card card) {
    return "%-8s".formatted(card.keyword());
  }

  /**
   * Moves the origin of an axis: subtracts from a number, in decimal digits, so that nothing is
   * rounded.
   *
   * @param keyword such as CRPIX1
   * @param by what to subtract
   * @return false if there is no such card
   * @throws FitsException if its value is no number
   */
  public boolean shift(String keyword, long by) throws FitsException {
    if (indexOf(keyword) < 0) {
      return false;
    }
    if (by != 0) {
      set(keyword, header().decimal(keyword).orElse(BigDecimal.ZERO).subtract(new BigDecimal(by)));
    }
    return true;
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
