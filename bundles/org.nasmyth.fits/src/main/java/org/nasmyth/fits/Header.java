// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The cards of one header in their order, without END and what follows it. Where a keyword is there
 * more than once, the first one counts, as for other readers. Immutable.
 */
public final class Header {

  private final List<Card> cards;
  private final Map<String, Integer> index;
  private final String source;
  private final int hdu;
  private final long position;

  /**
   * A header.
   *
   * @param cards in their order, without END
   * @param source name of the file, for messages
   * @param hdu number of the HDU, 0 for the primary one
   * @param position byte of the first card in the file
   */
  public Header(List<Card> cards, String source, int hdu, long position) {
    this.cards = List.copyOf(cards);
    this.index = new HashMap<>();
    this.source = source;
    this.hdu = hdu;
    this.position = position;
    for (int i = 0; i < this.cards.size(); i++) {
      String keyword = this.cards.get(i).keyword();
      if (!keyword.isEmpty()) {
        index.putIfAbsent(keyword, i);
      }
    }
  }

  /** All cards in their order, without END. */
  public List<Card> cards() {
    return cards;
  }

  /** Name of the file that it is of. */
  public String source() {
    return source;
  }

  /** Number of the HDU that it is of. */
  public int hdu() {
    return hdu;
  }

  /** Where it begins. */
  public Place place() {
    return new Place(source, hdu, position, null);
  }

  /**
   * The place of a card.
   *
   * @param keyword of a card; the header's own place if there is none
   */
  public Place place(String keyword) {
    Integer at = index.get(keyword);
    return at == null
        ? place()
        : new Place(source, hdu, position + (long) at * Card.LENGTH, cards.get(at).text());
  }

  /**
   * The first card with a keyword.
   *
   * @param keyword such as {@code CRPIX1} or {@code HIERARCH ESO OBS ID}
   */
  public Optional<Card> card(String keyword) {
    return Optional.ofNullable(index.get(keyword)).map(cards::get);
  }

  /**
   * Whether there is such a card.
   *
   * @param keyword to look for
   */
  public boolean has(String keyword) {
    return index.containsKey(keyword);
  }

  /**
   * The value of a keyword.
   *
   * @param keyword to look for
   * @return empty if there is no such card; a long string is put together from its CONTINUE cards
   */
  public Optional<CardValue> value(String keyword) {
    Integer at = index.get(keyword);
    if (at == null) {
      return Optional.empty();
    }
    CardValue value = cards.get(at).value();
    return Optional.of(value instanceof CardValue.Text text ? continued(text.text(), at) : value);
  }

  private CardValue continued(String first, int at) {
    StringBuilder whole = new StringBuilder(first);
    for (int i = at + 1;
        i < cards.size()
            && !whole.isEmpty()
            && whole.charAt(whole.length() - 1) == '&'
            && cards.get(i).continuation() instanceof CardValue.Text part;
        i++) {
      whole.setLength(whole.length() - 1);
      whole.append(part.text());
    }
    return new CardValue.Text(whole.toString());
  }

  /**
   * A whole number.
   *
   * @param keyword to look for
   * @return empty if there is no such card or it has no value
   * @throws FitsException if its value is another one or beyond 64 bits
   */
  public OptionalLong whole(String keyword) throws FitsException {
    CardValue value = value(keyword).orElseGet(CardValue.Undefined::new);
    try {
      if (value instanceof CardValue.Whole whole) {
        return OptionalLong.of(whole.value().longValueExact());
      }
      if (value instanceof CardValue.Real real) {
        return OptionalLong.of(real.value().longValueExact());
      }
    } catch (ArithmeticException e) {
      throw new FitsException(keyword + " is not a whole number of 64 bits.", place(keyword), e);
    }
    if (value instanceof CardValue.Undefined) {
      return OptionalLong.empty();
    }
    throw new FitsException(keyword + " is not a whole number.", place(keyword));
  }

  /**
   * A whole number that has to be there.
   *
   * @param keyword to look for
   * @throws FitsException if it is missing or something else
   */
  public long required(String keyword) throws FitsException {
    OptionalLong value = whole(keyword);
    if (value.isEmpty()) {
      throw new FitsException(keyword + " is missing.", place(keyword));
    }
    return value.getAsLong();
  }

  /**
   * A whole number that has a default.
   *
   * @param keyword to look for
   * @param otherwise what it is where it is missing
   * @throws FitsException if it is something else
   */
  public long whole(String keyword, long otherwise) throws FitsException {
    return whole(keyword).orElse(otherwise);
  }

  /**
   * A number.
   *
   * @param keyword to look for
   * @return empty if there is no such card or it has no value
   * @throws FitsException if its value is no number
   */
  public OptionalDouble real(String keyword) throws FitsException {
    return decimal(keyword)
        .map(number -> OptionalDouble.of(number.doubleValue()))
        .orElseGet(OptionalDouble::empty);
  }

  /**
   * A number exactly as it is written.
   *
   * @param keyword to look for
   * @return empty if there is no such card or it has no value
   * @throws FitsException if its value is no number
   */
  public Optional<BigDecimal> decimal(String keyword) throws FitsException {
    CardValue value = value(keyword).orElseGet(CardValue.Undefined::new);
    if (value instanceof CardValue.Whole whole) {
      BigInteger number = whole.value();
      return Optional.of(new BigDecimal(number));
    }
    if (value instanceof CardValue.Real real) {
      return Optional.of(real.value());
    }
    if (value instanceof CardValue.Undefined) {
      return Optional.empty();
    }
    throw new FitsException(keyword + " is not a number.", place(keyword));
  }

  /**
   * A character string.
   *
   * @param keyword to look for
   * @return empty if there is no such card or its value is of another type
   */
  public Optional<String> text(String keyword) {
    return value(keyword)
        .flatMap(
            value ->
                value instanceof CardValue.Text text ? Optional.of(text.text()) : Optional.empty());
  }

  /**
   * A logical value.
   *
   * @param keyword to look for
   * @return false if there is no such card or it is something else than T
   */
  public boolean flag(String keyword) {
    return value(keyword).filter(new CardValue.Logical(true)::equals).isPresent();
  }
}
