// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.content;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nasmyth.fits.CardValue;
import org.nasmyth.fits.Header;

/**
 * The keywords of a file: those of the primary header count, else those of the first extension that
 * has them. Immutable.
 *
 * @param headers of all HDUs, the primary one first
 */
public record Cards(List<Header> headers) {

  private static final String HIERARCH = "HIERARCH ";
  private static final BigInteger LONG = BigInteger.valueOf(Long.MAX_VALUE);

  /** What each HDU says of itself alone. */
  private static final Pattern STRUCTURE =
      Pattern.compile(
          "SIMPLE|XTENSION|BITPIX|NAXIS\\d*|[PG]COUNT|EXTEND|CHECKSUM|DATASUM|TFIELDS|T[A-Z]+\\d+");

  /** Copies the list. */
  public Cards {
    headers = List.copyOf(headers);
  }

  /**
   * The value of a keyword.
   *
   * @param keyword ESO's long ones with {@code HIERARCH} or without
   * @return a String that is not blank, Long, Double or Boolean; null if there is none, or one that
   *     FITS does not know
   */
  public @Nullable Object value(String keyword) {
    boolean own = STRUCTURE.matcher(keyword).matches();
    String longer =
        keyword.indexOf(' ') > 0 && !keyword.startsWith(HIERARCH) ? HIERARCH + keyword : keyword;
    for (Header header : headers) {
      Object value = plain(header.value(longer).orElseGet(CardValue.Undefined::new));
      if (value != null || own) {
        return value;
      }
    }
    return null;
  }

  /** The same as text; null for none. */
  public @Nullable String text(String keyword) {
    Object value = value(keyword);
    return value == null ? null : value.toString();
  }

  private static @Nullable Object plain(CardValue value) {
    if (value instanceof CardValue.Text text) {
      return text.text().isBlank() ? null : text.text().strip();
    }
    if (value instanceof CardValue.Logical logical) {
      return logical.value();
    }
    if (value instanceof CardValue.Whole whole) {
      return whole.value().abs().compareTo(LONG) <= 0
          ? (Object) whole.value().longValue()
          : (Object) whole.value().doubleValue();
    }
    return value instanceof CardValue.Real real ? (Object) real.value().doubleValue() : null;
  }
}
