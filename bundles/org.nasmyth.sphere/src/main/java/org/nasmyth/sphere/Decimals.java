// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers as astronomers write them: no exponent, and every digit that is needed to read them back.
 */
final class Decimals {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d++\\.?+\\d*+|\\.\\d++)(?:[eE][+-]?\\d++)?+");
  private static final Pattern WORD = Pattern.compile("[^\\s,]++");

  private Decimals() {}

  static String text(double value) {
    return value == 0 ? "0" : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** Whether a part of a text is a decimal number and not one of Java's other spellings. */
  static boolean isNumber(String text, int start, int end) {
    return NUMBER.matcher(text).region(start, end).matches();
  }

  /** Reads numbers separated by blanks or commas. */
  static double[] parse(String text) {
    List<Double> values = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      if (!isNumber(text, word.start(), word.end())) {
        throw new RegionSyntaxException(
            "Expected a number, found '" + word.group() + "'", word.start());
      }
      values.add(Double.valueOf(word.group()));
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
