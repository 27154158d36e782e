// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Typed values of the cards of one of a header's coordinate descriptions. */
final class CardReader {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([EeDd][+-]?\\d+)?");

  private final Cards cards;
  private final String suffix;

  /**
   * Makes a reader.
   *
   * @param cards the header
   * @param alternate the letter of the description, blank for the primary one
   */
  CardReader(Cards cards, char alternate) {
    this.cards = cards;
    suffix = alternate == ' ' ? "" : String.valueOf(alternate);
  }

  /** A keyword as this description spells it. */
  String key(String root) {
    return root + suffix;
  }

  /** A text; null if the card is missing or blank. */
  @Nullable String text(String keyword) {
    String value = cards.value(keyword);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** A text as it stands, blanks included; null if the card is missing. */
  @Nullable String raw(String keyword) {
    return cards.value(keyword);
  }

  /** Whether a card has a value. */
  boolean has(String keyword) {
    return text(keyword) != null;
  }

  /** A number, or empty if there is no such card. */
  OptionalDouble number(String keyword) {
    String text = text(keyword);
    if (text == null) {
      return OptionalDouble.empty();
    }
    if (!NUMBER.matcher(text).matches()) {
      throw new WcsException(keyword + " = '" + text + "' is not a number.");
    }
    double number = Double.parseDouble(text.replace('D', 'E').replace('d', 'e'));
    if (!Double.isFinite(number)) {
      throw new WcsException(keyword + " = '" + text + "' is too large.");
    }
    return OptionalDouble.of(number);
  }

  /** A number. */
  double number(String keyword, double otherwise) {
    return number(keyword).orElse(otherwise);
  }

  /** A whole number, or empty if there is no such card. */
  OptionalInt whole(String keyword) {
    OptionalDouble number = number(keyword);
    if (number.isEmpty()) {
      return OptionalInt.empty();
    }
    double value = number.getAsDouble();
    if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
      throw new WcsException(keyword + " = '" + text(keyword) + "' is not a whole number.");
    }
    return OptionalInt.of((int) value);
  }

  /**
   * The parameters PVi_m of an axis.
   *
   * @param axis from 1
   * @return by m; NaN where there is none; as long as the last one demands
   */
  double[] parameters(int axis) {
    double[] found = new double[100];
    int length = 0;
    for (int m = 0; m < found.length; m++) {
      OptionalDouble value = number(key("PV" + axis + "_" + m));
      found[m] = value.orElse(Double.NaN);
      if (value.isPresent()) {
        length = m + 1;
      }
    }
    return Arrays.copyOf(found, length);
  }

  /**
   * A card of an axis for a message.
   *
   * @param root of the keyword
   * @param axis from 0
   * @return keyword and value
   */
  String told(String root, int axis) {
    String keyword = key(root + (axis + 1));
    return keyword + " = '" + text(keyword) + "'";
  }
}
