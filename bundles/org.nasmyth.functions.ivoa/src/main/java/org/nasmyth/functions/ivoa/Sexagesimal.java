// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.ivoa;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Angles as people write them, in hours or degrees, minutes and seconds. */
enum Sexagesimal {
  HOURS("", "[hH]", 15, 24),
  DEGREES("[+-]?", "[dD]", 1, 360);

  private static final String SECONDS = "(\\d{1,2}(?:\\.\\d*)?)";

  private final Pattern withColons;
  private final Pattern withLetters;
  private final Pattern withDigitsOnly;
  private final double degrees;
  private final int most;

  /**
   * A way of writing.
   *
   * @param sign what may stand in front
   * @param letter what follows the whole units
   * @param degrees the degrees in a whole unit
   * @param most the most whole units that make sense
   */
  Sexagesimal(String sign, String letter, double degrees, int most) {
    String whole = "\\s*(" + sign + ")(\\d{1,3})";
    withColons = Pattern.compile(whole + ":(\\d{1,2}):" + SECONDS + "\\s*");
    withLetters = Pattern.compile(whole + letter + "(\\d{1,2})[mM]" + SECONDS + "[sS]\\s*");
    withDigitsOnly = Pattern.compile("\\s*(" + sign + ")(\\d{2})(\\d{2})(\\d{2}(?:\\.\\d*)?)\\s*");
    this.degrees = degrees;
    this.most = most;
  }

  /** The angle in degrees; null if the text is none. */
  @Nullable Double parse(String text) {
    for (Pattern pattern : new Pattern[] {withColons, withLetters, withDigitsOnly}) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.matches()) {
        return angle(matcher);
      }
    }
    return null;
  }

  private @Nullable Double angle(Matcher parts) {
    int whole = Integer.parseInt(parts.group(2));
    int minutes = Integer.parseInt(parts.group(3));
    double seconds = Double.parseDouble(parts.group(4));
    if (whole > most || minutes >= 60 || seconds >= 60) {
      return null;
    }
    double angle = degrees * (whole * 3600 + minutes * 60 + seconds) / 3600;
    return parts.group(1).equals("-") ? -angle : angle;
  }
}
