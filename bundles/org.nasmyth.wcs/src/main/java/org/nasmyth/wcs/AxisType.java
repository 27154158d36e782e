// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value of CTYPE taken apart.
 *
 * @param text the whole value, without blanks around it
 * @param quantity what comes before the algorithm, without the dashes that fill it up
 * @param algorithm the three letters of the algorithm; empty if the axis is linear
 * @param sip whether -SIP follows
 */
record AxisType(String text, String quantity, String algorithm, boolean sip) {
  private static final Pattern FOUR_THREE =
      Pattern.compile("([A-Z0-9 ]{1,4}-{0,3})-([A-Z0-9]{3})(-SIP)?");
  private static final Set<String> STOKES = Set.of("STOKES");
  private static final Set<String> TIMES =
      Set.of(
          "TIME", "TAI", "TT", "TDT", "ET", "IAT", "UT1", "UTC", "GMT", "UT", "GPS", "TCG", "TCB",
          "TDB", "LOCAL");

  /** Takes a value apart; the empty text stands for a missing card. */
  static AxisType of(String value) {
    String text = value.strip();
    Matcher matcher = FOUR_THREE.matcher(text);
    if (matcher.matches() && matcher.group(1).length() == 4) {
      return new AxisType(
          text,
          matcher.group(1).replaceAll("-+$", "").strip(),
          matcher.group(2),
          matcher.group(3) != null);
    }
    return new AxisType(text, text, "", false);
  }

  /** Whether this names a celestial longitude. */
  boolean longitude() {
    return quantity.equals("RA")
        || (quantity.length() == 4 && (quantity.endsWith("LON") || quantity.endsWith("LN")));
  }

  /** Whether this names a celestial latitude. */
  boolean latitude() {
    return quantity.equals("DEC")
        || (quantity.length() == 4 && (quantity.endsWith("LAT") || quantity.endsWith("LT")));
  }

  /** The name of the latitude that belongs to this longitude. */
  String partner() {
    return quantity.equals("RA")
        ? "DEC"
        : quantity.endsWith("LON")
            ? quantity.substring(0, quantity.length() - 3) + "LAT"
            : quantity.substring(0, quantity.length() - 2) + "LT";
  }

  /** Whether this is an axis of polarisation states. */
  boolean stokes() {
    return STOKES.contains(quantity);
  }

  /** Whether this is an axis of time. */
  boolean time() {
    return TIMES.contains(timeScale())
        && (algorithm.isEmpty() || algorithm.equals("TAB") || algorithm.equals("LOG"));
  }

  /**
   * What a time axis calls its scale: TIME, or the scale itself; realisations in brackets are
   * dropped.
   */
  String timeScale() {
    int bracket = quantity.indexOf('(');
    return bracket < 0 ? quantity : quantity.substring(0, bracket);
  }
}
