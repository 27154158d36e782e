// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.units;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one unit. Used once. */
final class UnitReader {

  private static final int DEEPEST = 16;

  private static final Pattern SYMBOL = Pattern.compile("'?([A-Za-z%\"]+)'?");
  private static final Pattern NUMBER =
      Pattern.compile("(?:\\d{1,20}(?:\\.\\d{0,20})?|\\.\\d{1,20})(?:[eE][+-]?\\d{1,2})?(?!\\d)");
  private static final Pattern SIGNED = Pattern.compile("[+-]?\\d{1,2}(?:\\.\\d{1,9})?(?!\\d)");

  private final String text;
  private int at;
  private int depth;

  UnitReader(String text) {
    this.text = text.strip();
  }

  Unit unit() {
    if (text.isEmpty()) {
      return Unit.ONE;
    }
    Unit unit = product();
    if (at < text.length()) {
      throw malformed();
    }
    return unit;
  }

  private Unit product() {
    Unit unit = take("/") ? Unit.ONE.over(factor()) : factor();
    while (at < text.length() && text.charAt(at) != ')') {
      if (take("/")) {
        unit = unit.over(factor());
      } else {
        boolean blank = skipBlanks();
        if (at == text.length() || text.charAt(at) == ')') {
          break;
        }
        if (take("/")) {
          skipBlanks();
          unit = unit.over(factor());
        } else if (take(".") || take("*") || blank || isAfterNumber()) {
          skipBlanks();
          unit = unit.times(factor());
        } else {
          throw malformed();
        }
      }
    }
    return unit;
  }

  /** Whether a scale factor stands right before, which needs no sign of multiplication. */
  private boolean isAfterNumber() {
    return at > 0 && Character.isDigit(text.charAt(at - 1)) && isNextASymbol();
  }

  private boolean isNextASymbol() {
    return at < text.length() && Character.isLetter(text.charAt(at));
  }

  private Unit factor() {
    Unit base = base();
    return take("**") || take("^") ? base.power(exponent()) : base;
  }

  private Unit base() {
    if (take("(")) {
      return bracketed();
    }
    String number = next(NUMBER);
    if (number != null) {
      if (new BigDecimal(number).signum() == 0) {
        throw malformed();
      }
      return new Unit(new BigDecimal(number), Map.of());
    }
    Matcher matcher = SYMBOL.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw malformed();
    }
    at = matcher.end();
    return matcher.group(1).equals("sqrt") && take("(")
        ? bracketed().power(0.5)
        : Symbols.unit(matcher.group(1));
  }

  private Unit bracketed() {
    if (++depth > DEEPEST) {
      throw malformed();
    }
    Unit unit = product();
    depth--;
    if (!take(")")) {
      throw malformed();
    }
    return unit;
  }

  private double exponent() {
    boolean bracket = take("(");
    double exponent = number();
    if (bracket) {
      if (take("/")) {
        exponent /= number();
        if (!Double.isFinite(exponent)) {
          throw malformed();
        }
      }
      if (!take(")")) {
        throw malformed();
      }
    }
    return exponent;
  }

  private double number() {
    String digits = next(SIGNED);
    if (digits == null) {
      throw malformed();
    }
    return Double.parseDouble(digits);
  }

  private @Nullable String next(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return null;
    }
    at = matcher.end();
    return matcher.group();
  }

  private boolean take(String sign) {
    boolean there = text.startsWith(sign, at);
    if (there) {
      at += sign.length();
    }
    return there;
  }

  private boolean skipBlanks() {
    int before = at;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at > before;
  }

  private UnitException malformed() {
    String where = at < text.length() ? "at '" + text.substring(at) + "'" : "at its end";
    return new UnitException(
        "The unit '" + text + "' cannot be read " + where + "; write it like km/s or m**2.s**-1.");
  }
}
