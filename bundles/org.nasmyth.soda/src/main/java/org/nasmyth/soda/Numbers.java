// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import java.util.Locale;
import java.util.regex.Pattern;
import org.nasmyth.api.products.Interval;
import org.nasmyth.dali.DaliException;

/**
 * The numbers of a parameter's value (DALI 1.1, section 3.3), separated by blanks or commas.
 *
 * @param name the parameter
 */
record Numbers(String name) {

  private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d++\\.?+\\d*+|\\.\\d++)(?:[eE][+-]?\\d++)?+");
  private static final Pattern INFINITE = Pattern.compile("[+-]?inf(?:inity)?");
  private static final int MOST = 10_000;
  private static final int SHOWN = 40;

  /**
   * All numbers of a text.
   *
   * @throws DaliException of status 400 if one is none
   */
  double[] read(String text) throws DaliException {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return new double[0];
    }
    String[] words = SEPARATOR.split(stripped, MOST + 1);
    if (words.length > MOST) {
      throw DaliException.badRequest(name + " has more than " + MOST + " numbers.");
    }
    double[] values = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      values[i] = number(words[i]);
    }
    return values;
  }

  private double number(String word) throws DaliException {
    if (INFINITE.matcher(word.toLowerCase(Locale.ROOT)).matches()) {
      return word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (!NUMBER.matcher(word).matches()) {
      throw DaliException.badRequest(
          name + ": '" + shortened(word) + "' is no number; write such as 12.5, 6.5e-07 or +Inf.");
    }
    double value = Double.parseDouble(word);
    if (Double.isInfinite(value)) {
      throw DaliException.badRequest(name + ": " + shortened(word) + " is too large.");
    }
    return value;
  }

  /**
   * An interval: two numbers, or one for a single place.
   *
   * @throws DaliException of status 400 if it is none
   */
  Interval interval(String text) throws DaliException {
    double[] values = read(text);
    if (values.length < 1 || values.length > 2) {
      throw DaliException.badRequest(
          name
              + " takes two numbers, the lower one first, or one; got "
              + values.length
              + ". -Inf and +Inf leave an end open.");
    }
    return ordered(values[0], values[values.length - 1]);
  }

  /** Two numbers in order. */
  Interval ordered(double low, double high) throws DaliException {
    if (low > high) {
      throw DaliException.badRequest(
          name
              + " is reversed: it goes from the lower to the higher number; write "
              + high
              + " "
              + low
              + ".");
    }
    if (low == high && Double.isInfinite(low)) {
      throw DaliException.badRequest(name + " from " + low + " to " + high + " holds nothing.");
    }
    return new Interval(low, high);
  }

  /** A text of a user's, short enough for a message. */
  static String shortened(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }
}
