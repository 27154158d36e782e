// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.files;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The cards of a FITS header in order (FITS Standard 4.0, section 4). Used by one thread. */
final class Cards {

  private static final int CARD = 80;

  private final List<String> cards = new ArrayList<>();

  /** Adds a text; nothing if it is null. */
  Cards text(String key, @Nullable String value, String comment) {
    if (value != null) {
      String quoted = "'" + String.format(Locale.ROOT, "%-8s", value.replace("'", "''")) + "'";
      add(key, key.length() > 8 ? quoted : String.format(Locale.ROOT, "%-20s", quoted), comment);
    }
    return this;
  }

  /** Adds a whole number. */
  Cards whole(String key, long value, String comment) {
    return number(key, String.valueOf(value), comment);
  }

  /** Adds a number; nothing if it is not finite. */
  Cards real(String key, double value, String comment) {
    return Double.isFinite(value) ? number(key, String.valueOf(value), comment) : this;
  }

  /** Adds a truth value. */
  Cards flag(String key, boolean value, String comment) {
    return number(key, value ? "T" : "F", comment);
  }

  /** Adds commentary. */
  Cards comment(String key, String text) {
    cards.add(card(String.format(Locale.ROOT, "%-8s%s", key, text)));
    return this;
  }

  /** Adds all cards of another header. */
  Cards all(Cards others) {
    cards.addAll(others.cards);
    return this;
  }

  private Cards number(String key, String value, String comment) {
    add(key, key.length() > 8 ? value : String.format(Locale.ROOT, "%20s", value), comment);
    return this;
  }

  private void add(String key, String value, String comment) {
    String name =
        key.length() > 8 ? "HIERARCH " + key + " = " : String.format(Locale.ROOT, "%-8s= ", key);
    String whole = name + value;
    if (whole.length() > CARD) {
      throw new IllegalArgumentException("A card is too long: " + whole);
    }
    cards.add(card(comment.isEmpty() ? whole : whole + " / " + comment));
  }

  private static String card(String text) {
    String cut = text.length() > CARD ? text.substring(0, CARD) : text;
    return String.format(Locale.ROOT, "%-80s", cut);
  }

  /** The header with its END, filled up to whole blocks. */
  byte[] toBytes() {
    StringBuilder text = new StringBuilder();
    cards.forEach(text::append);
    text.append(card("END"));
    while (text.length() % Hdu.BLOCK != 0) {
      text.append(' ');
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
