// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.content;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nasmyth.fits.CardValue;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HduKind;

/**
 * The header of an image as world coordinates are read from it. Distortions that are looked up in
 * other HDUs are left out: a footprint does not need fractions of pixels.
 */
record ImageCards(Hdu hdu) implements org.nasmyth.wcs.Cards {

  private static final Pattern SIZE = Pattern.compile("BITPIX|NAXIS\\d*");
  private static final Pattern LOOKUP = Pattern.compile("(CPDIS|CQDIS|D2IMDIS)\\d+[A-Z]?");

  @Override
  public @Nullable String value(String keyword) {
    if (LOOKUP.matcher(keyword).matches()) {
      return null;
    }
    boolean packed = hdu.kind() == HduKind.COMPRESSED_IMAGE && SIZE.matcher(keyword).matches();
    CardValue value =
        hdu.header().value(packed ? "Z" + keyword : keyword).orElseGet(CardValue.Undefined::new);
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
    return value instanceof CardValue.Malformed malformed ? malformed.text() : null;
  }
}
