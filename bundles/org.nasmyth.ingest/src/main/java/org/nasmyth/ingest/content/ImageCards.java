// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.content;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nasmyth.fits.Hdu;

/**
 * The header of an image as world coordinates are read from it. Distortions that are looked up in
 * other HDUs are left out: a footprint does not need fractions of pixels.
 */
record ImageCards(Hdu hdu) implements org.nasmyth.wcs.Cards {

  private static final Pattern LOOKUP = Pattern.compile("(CPDIS|CQDIS|D2IMDIS)\\d+[A-Z]?");

  @Override
  public @Nullable String value(String keyword) {
    return LOOKUP.matcher(keyword).matches() ? null : hdu.imageValue(keyword);
  }
}
