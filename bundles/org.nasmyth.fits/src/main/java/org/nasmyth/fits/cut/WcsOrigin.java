// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.math.BigDecimal;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.Card;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.HeaderEditor;

/**
 * Moves the origin of pixel coordinates: CRPIXj of the primary and of each alternate description
 * (section 8.2.1), and IRAF's LTVj. Distortions by polynomials are relative to CRPIXj, so they need
 * nothing else.
 */
final class WcsOrigin {

  /** Cards that tell of axis j (or of axis i and pixel axis j) in description a. */
  private static final Pattern OF_AXIS =
      Pattern.compile("(?:CTYPE|CRVAL|CDELT|CUNIT|(?:CD|PC)\\d{1,2}_)(\\d{1,2})([A-Z]?)");

  private WcsOrigin() {}

  static void move(HeaderEditor header, Box box) throws FitsException {
    for (int axis = 1; axis <= box.axes().size(); axis++) {
      long by = box.axis(axis - 1).first() - 1;
      if (by == 0) {
        continue;
      }
      header.shift("LTV" + axis, by);
      for (String description : descriptions(header, axis)) {
        String keyword = "CRPIX" + axis + description;
        if (!header.shift(keyword, by)) {
          header.set(keyword, BigDecimal.valueOf(-by));
        }
      }
    }
  }

  /** The letters of the descriptions that have this axis; where CRPIXj is missing, it is 0. */
  private static Set<String> descriptions(HeaderEditor header, int axis) {
    Set<String> letters = new TreeSet<>();
    Pattern reference = Pattern.compile("CRPIX" + axis + "([A-Z]?)");
    for (Card card : header.cards()) {
      Matcher named = OF_AXIS.matcher(card.keyword());
      if (named.matches() && Integer.parseInt(named.group(1)) == axis) {
        letters.add(named.group(2));
      }
      Matcher direct = reference.matcher(card.keyword());
      if (direct.matches()) {
        letters.add(direct.group(1));
      }
    }
    return letters;
  }
}
