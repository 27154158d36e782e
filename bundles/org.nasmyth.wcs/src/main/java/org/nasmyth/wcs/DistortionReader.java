// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nasmyth.wcs.distortion.IrafDistortion;
import org.nasmyth.wcs.distortion.PlaneMap;
import org.nasmyth.wcs.distortion.SipDistortion;

/** Distortions by the conventions SIP and IRAF. */
final class DistortionReader {
  private static final int LARGEST_ORDER = 9;
  private static final int CARD_TEXT = 68;
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final CardReader cards;

  DistortionReader(CardReader cards) {
    this.cards = cards;
  }

  /** Whether the header has polynomials of SIP. */
  boolean hasSip() {
    return cards.has("A_ORDER") || cards.has("B_ORDER");
  }

  /** Reads the polynomials of SIP; null if there are none or all coefficients are 0. */
  @Nullable PlaneMap sip() {
    if (!hasSip()) {
      return null;
    }
    double[][] a = coefficients("A", "B");
    double[][] b = coefficients("B", "A");
    return zero(a) && zero(b) ? null : new SipDistortion(a, b);
  }

  private static boolean zero(double[][] coefficients) {
    for (double[] row : coefficients) {
      for (double coefficient : row) {
        if (coefficient != 0.0) {
          return false;
        }
      }
    }
    return true;
  }

  private double[][] coefficients(String letter, String other) {
    String keyword = letter + "_ORDER";
    OptionalInt order = cards.whole(keyword);
    if (order.isEmpty()) {
      throw new WcsException(
          other
              + "_ORDER = "
              + cards.text(other + "_ORDER")
              + " is given, but "
              + keyword
              + " is missing.");
    }
    int degree = order.getAsInt();
    if (degree < 0 || degree > LARGEST_ORDER) {
      throw new WcsException(
          keyword + " = " + degree + " is not within 0 and " + LARGEST_ORDER + ".");
    }
    double[][] coefficients = new double[degree + 1][];
    for (int p = 0; p <= degree; p++) {
      coefficients[p] = new double[degree + 1 - p];
      for (int q = 0; q <= degree - p; q++) {
        coefficients[p][q] = cards.number(letter + "_" + p + "_" + q, 0.0);
      }
    }
    return coefficients;
  }

  /**
   * Reads the surfaces of TNX and ZPX.
   *
   * @param longitude the axis of longitude, from 1
   * @param latitude the axis of latitude, from 1
   * @return the map, or null if there are no surfaces
   */
  @Nullable PlaneMap iraf(int longitude, int latitude) {
    double[] first = surface(longitude, "lngcor");
    double[] second = surface(latitude, "latcor");
    if (first.length == 0 && second.length == 0) {
      return null;
    }
    try {
      return new IrafDistortion(first, second);
    } catch (IllegalArgumentException e) {
      throw new WcsException(
          "WAT"
              + longitude
              + "_001 and WAT"
              + latitude
              + "_001 describe no surface: "
              + e.getMessage()
              + ".",
          e);
    }
  }

  private double[] surface(int axis, String name) {
    Matcher matcher = Pattern.compile(name + "\\s*=\\s*\"([^\"]*)\"?").matcher(attributes(axis));
    if (!matcher.find()) {
      return new double[0];
    }
    List<Double> numbers = new ArrayList<>();
    for (String word : BLANKS.splitAsStream(matcher.group(1).strip()).toList()) {
      try {
        numbers.add(Double.valueOf(word));
      } catch (NumberFormatException e) {
        throw new WcsException(
            "WAT" + axis + "_001 gives '" + word + "' in " + name + ", which is not a number.", e);
      }
    }
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * Reads the coefficients of the polynomial of ZPX.
   *
   * @param axis the axis that they are given for, from 1
   * @return by power, NaN where there is none
   */
  double[] projectionParameters(int axis) {
    double[] found = new double[21];
    Arrays.fill(found, Double.NaN);
    Matcher matcher =
        Pattern.compile("projp(\\d{1,2})\\s*=\\s*([-+.\\dEeDd]+)").matcher(attributes(axis));
    while (matcher.find()) {
      int m = Integer.parseInt(matcher.group(1));
      if (m < found.length) {
        try {
          found[m] = Double.parseDouble(matcher.group(2).replace('D', 'E'));
        } catch (NumberFormatException e) {
          throw new WcsException(
              "WAT" + axis + "_001 gives '" + matcher.group() + "', which is not a number.", e);
        }
      }
    }
    return found;
  }

  /**
   * The text that the cards WATi_nnn hold together; each is full but the last, though blanks at its
   * end get lost.
   */
  private String attributes(int axis) {
    StringBuilder text = new StringBuilder();
    for (int k = 1; k < 1000; k++) {
      String part = cards.raw(String.format(Locale.ROOT, "WAT%d_%03d", axis, k));
      if (part == null) {
        break;
      }
      text.append(part).append(" ".repeat(Math.max(0, CARD_TEXT - part.length())));
    }
    return text.toString();
  }
}
