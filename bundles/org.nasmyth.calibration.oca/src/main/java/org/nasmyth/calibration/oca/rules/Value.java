// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca.rules;

import java.util.OptionalDouble;

/** What a keyword of a frame is. */
public sealed interface Value {

  /** A text; logical values are the texts T and F. */
  record Text(String text) implements Value {}

  /** A number; finite. */
  record Real(double number) implements Value {}

  /** None. */
  enum Undefined implements Value {
    /** The frame has no such keyword. */
    NONE
  }

  /** A text. */
  static Value of(String text) {
    return new Text(text);
  }

  /** A number; none if it is not finite. */
  static Value of(double number) {
    return Double.isFinite(number) ? new Real(number) : Undefined.NONE;
  }

  /** Whether there is one. */
  default boolean isDefined() {
    return !(this instanceof Undefined);
  }

  /** The number that it is, or that its text spells. */
  default OptionalDouble asNumber() {
    if (this instanceof Real real) {
      return OptionalDouble.of(real.number());
    }
    if (this instanceof Text text && spellsNumber(text.text())) {
      double number = Double.parseDouble(text.text().strip());
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    }
    return OptionalDouble.empty();
  }

  /** As people write it; whole numbers without a fraction, empty where there is none. */
  default String written() {
    if (this instanceof Text text) {
      return text.text();
    }
    if (this instanceof Real real) {
      double number = real.number();
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? Long.toString((long) number)
          : Double.toString(number);
    }
    return "";
  }

  private static boolean spellsNumber(String text) {
    String rest = text.strip();
    int at = 0;
    int digits = 0;
    if (at < rest.length() && (rest.charAt(at) == '-' || rest.charAt(at) == '+')) {
      at++;
    }
    boolean point = false;
    while (at < rest.length() && (isDigit(rest.charAt(at)) || (!point && rest.charAt(at) == '.'))) {
      point |= rest.charAt(at) == '.';
      digits += isDigit(rest.charAt(at)) ? 1 : 0;
      at++;
    }
    if (digits == 0) {
      return false;
    }
    if (at < rest.length() && (rest.charAt(at) == 'e' || rest.charAt(at) == 'E')) {
      at++;
      if (at < rest.length() && (rest.charAt(at) == '-' || rest.charAt(at) == '+')) {
        at++;
      }
      int first = at;
      while (at < rest.length() && isDigit(rest.charAt(at))) {
        at++;
      }
      if (at == first) {
        return false;
      }
    }
    return at == rest.length();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
