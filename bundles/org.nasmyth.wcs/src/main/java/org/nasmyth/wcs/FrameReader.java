// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which RADESYS, RADECSYS, EQUINOX, EPOCH and CTYPE tell the celestial frame, Paper II
 * section 3.1.
 */
final class FrameReader {
  private static final double FK5_SINCE = 1984.0;

  private FrameReader() {}

  /**
   * Finds the frame of a pair of axes.
   *
   * @param cards the description
   * @param longitude type of the longitude axis
   * @return the frame; one of family OTHER if its relation to ICRS is not known
   */
  static CelestialFrame frame(CardReader cards, AxisType longitude) {
    return switch (longitude.quantity()) {
      case "RA" -> equatorial(cards);
      case "GLON" -> CelestialFrame.of(CelestialFrame.Family.GALACTIC, Double.NaN, "GALACTIC");
      case "SLON" ->
          CelestialFrame.of(CelestialFrame.Family.SUPERGALACTIC, Double.NaN, "SUPERGALACTIC");
      case "ELON" ->
          CelestialFrame.of(
              CelestialFrame.Family.ECLIPTIC, equinox(cards).orElse(2000.0), "ECLIPTIC");
      default ->
          CelestialFrame.of(
              CelestialFrame.Family.OTHER,
              Double.NaN,
              "The frame of CTYPE '" + longitude.text() + "'");
    };
  }

  private static OptionalDouble equinox(CardReader cards) {
    for (String keyword : new String[] {cards.key("EQUINOX"), "EQUINOX", "EPOCH"}) {
      String text = cards.text(keyword);
      if (text != null) {
        boolean lettered = text.matches("[BJbj]\\d.*");
        double year = lettered ? year(keyword, text) : cards.number(keyword).getAsDouble();
        if (!(year > 1000.0 && year < 3000.0)) {
          throw new WcsException(keyword + " = '" + text + "' is not a year.");
        }
        return OptionalDouble.of(year);
      }
    }
    return OptionalDouble.empty();
  }

  private static double year(String keyword, String text) {
    try {
      return Double.parseDouble(text.substring(1));
    } catch (NumberFormatException e) {
      throw new WcsException(keyword + " = '" + text + "' is not a year.", e);
    }
  }

  private static CelestialFrame equatorial(CardReader cards) {
    String keyword = cards.key("RADESYS");
    @Nullable String system = cards.text(keyword);
    if (system == null) {
      keyword =
          cards.has(cards.key("RADECSYS"))
              ? cards.key("RADECSYS")
              : cards.has("RADESYS") ? "RADESYS" : "RADECSYS";
      system = cards.text(keyword);
    }
    OptionalDouble equinox = equinox(cards);
    if (system == null) {
      if (equinox.isEmpty()) {
        return CelestialFrame.of(CelestialFrame.Family.ICRS, Double.NaN, "ICRS");
      }
      boolean fk5 = equinox.getAsDouble() >= FK5_SINCE;
      return CelestialFrame.of(
          fk5 ? CelestialFrame.Family.FK5 : CelestialFrame.Family.FK4,
          equinox.getAsDouble(),
          fk5 ? "FK5" : "FK4");
    }
    return switch (system.toUpperCase(Locale.ROOT)) {
      case "ICRS" -> CelestialFrame.of(CelestialFrame.Family.ICRS, Double.NaN, "ICRS");
      case "FK5" -> CelestialFrame.of(CelestialFrame.Family.FK5, equinox.orElse(2000.0), "FK5");
      case "FK4" -> CelestialFrame.of(CelestialFrame.Family.FK4, equinox.orElse(1950.0), "FK4");
      case "FK4-NO-E" ->
          CelestialFrame.of(CelestialFrame.Family.FK4_NO_E, equinox.orElse(1950.0), "FK4-NO-E");
      default ->
          CelestialFrame.of(
              CelestialFrame.Family.OTHER, Double.NaN, keyword + " = '" + system + "'");
    };
  }
}
