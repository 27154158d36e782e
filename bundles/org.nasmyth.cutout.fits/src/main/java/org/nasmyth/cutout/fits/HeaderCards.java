// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nasmyth.fits.Card;
import org.nasmyth.fits.CardValue;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HduKind;
import org.nasmyth.fits.Header;
import org.nasmyth.wcs.Cards;

/** The header of an image as world coordinates are read from it. */
final class HeaderCards implements Cards {

  /** Cards of Paper IV that hold a field and its value: {@code DP1 = 'EXTVER: 1'}. */
  private static final Pattern RECORD =
      Pattern.compile("\\s*([A-Za-z0-9_.]+)\\s*:\\s*([-+0-9.EeDd]+)\\s*");

  private static final Pattern SIZE = Pattern.compile("BITPIX|NAXIS\\d*");

  private final Header header;
  private final boolean compressed;

  HeaderCards(Hdu hdu) {
    header = hdu.header();
    compressed = hdu.kind() == HduKind.COMPRESSED_IMAGE;
  }

  @Override
  public @Nullable String value(String keyword) {
    String stored = compressed && SIZE.matcher(keyword).matches() ? "Z" + keyword : keyword;
    CardValue value = header.value(stored).orElseGet(CardValue.Undefined::new);
    if (value instanceof CardValue.Text text) {
      return text.text();
    }
    if (value instanceof CardValue.Whole whole) {
      return whole.value().toString();
    }
    if (value instanceof CardValue.Real real) {
      return real.value().toString();
    }
    if (value instanceof CardValue.Logical logical) {
      return logical.value() ? "T" : "F";
    }
    if (value instanceof CardValue.Complex complex) {
      return complex.text();
    }
    if (value instanceof CardValue.Malformed malformed) {
      return malformed.text();
    }
    int dot = keyword.indexOf('.');
    return dot < 0 ? null : field(keyword.substring(0, dot), keyword.substring(dot + 1));
  }

  /** A field of one of the cards that share a keyword, such as EXTVER of DP1; the first counts. */
  private @Nullable String field(String keyword, String name) {
    for (Card card : header.cards()) {
      if (card.keyword().equals(keyword) && card.value() instanceof CardValue.Text text) {
        Matcher field = RECORD.matcher(text.text());
        if (field.matches() && field.group(1).equals(name)) {
          return field.group(2);
        }
      }
    }
    return null;
  }
}
