// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.ValueType;

/**
 * Finds the narrowest type that holds all texts of a column without losing anything: a code with
 * leading zeros stays text, so does a number with more digits than a double holds, and an instant
 * becomes one only if the archive writes it the same way again. Used by one thread.
 */
final class TextGuess {

  private static final Pattern INTEGER = Pattern.compile("[+-]?(?:0|[1-9]\\d*)");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:(?:0|[1-9]\\d*)(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,4})?");
  private static final Pattern NOT_A_NUMBER = Pattern.compile("(?i)nan");
  private static final Pattern BOOLEAN = Pattern.compile("(?i)true|false");
  private static final Pattern INSTANT =
      Pattern.compile(
          "\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d"
              + "(?:\\.(?!000Z)\\d{3}|\\.\\d{3}(?!000Z)\\d{3})?Z");
  private static final int DOUBLE_DIGITS = 17;
  private static final long EXACT_IN_DOUBLE = 1L << 53;
  private static final int LONGEST_NUMBER = 40;

  private boolean some;
  private boolean booleans = true;
  private boolean integers = true;
  private boolean numbers = true;
  private boolean instants = true;
  private boolean wide;
  private long low;
  private long high;

  /** Takes a value of the column into account. */
  void see(String text) {
    some = true;
    booleans = booleans && BOOLEAN.matcher(text).matches();
    instants = instants && INSTANT.matcher(text).matches();
    numbers = numbers && text.length() <= LONGEST_NUMBER && isNumber(text);
    // Not cut short: whole numbers too wide for a double matter in a column of decimals too.
    integers = (numbers && isInteger(text)) && integers;
  }

  /** The type of the column. */
  Conversion conversion() {
    if (!some) {
      return new Conversion(ValueType.STRING, cell -> null, null);
    }
    if (booleans) {
      return text(ValueType.BOOLEAN, TextGuess::booleanOf);
    }
    if (integers) {
      return low >= Integer.MIN_VALUE && high <= Integer.MAX_VALUE
          ? text(ValueType.INT, value -> Integer.valueOf(unsigned(value)))
          : text(ValueType.LONG, value -> Long.valueOf(unsigned(value)));
    }
    if (numbers && !wide) {
      return text(ValueType.DOUBLE, TextGuess::doubleOf);
    }
    if (instants) {
      return text(ValueType.TIMESTAMP, value -> value).as(ValueType.TIMESTAMP, "instants");
    }
    return text(ValueType.STRING, value -> value);
  }

  private interface TextReader {
    @Nullable Object read(String text);
  }

  private static Conversion text(ValueType type, TextReader reader) {
    return new Conversion(type, cell -> cell == null ? null : reader.read(cell.toString()), null);
  }

  private boolean isInteger(String text) {
    if (!INTEGER.matcher(text).matches() || text.equals("-0")) {
      return false;
    }
    try {
      long value = Long.parseLong(unsigned(text));
      low = Math.min(low, value);
      high = Math.max(high, value);
      wide = wide || Math.abs(value) > EXACT_IN_DOUBLE;
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isNumber(String text) {
    if (NOT_A_NUMBER.matcher(text).matches()) {
      return true;
    }
    if (!DECIMAL.matcher(text).matches()) {
      return false;
    }
    BigDecimal exact = new BigDecimal(text.endsWith(".") ? text + "0" : text.replace(".e", ".0e"));
    double value = exact.doubleValue();
    if (Double.isInfinite(value) || (value == 0 && exact.signum() != 0)) {
      return false;
    }
    if (INTEGER.matcher(text).matches()) {
      return exact.abs().compareTo(BigDecimal.valueOf(EXACT_IN_DOUBLE)) <= 0 || fitsLong(exact);
    }
    return exact.stripTrailingZeros().precision() <= DOUBLE_DIGITS;
  }

  private static boolean fitsLong(BigDecimal whole) {
    return whole.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0
        && whole.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
  }

  private static String unsigned(String text) {
    return text.startsWith("+") ? text.substring(1) : text;
  }

  private static Object booleanOf(String text) {
    return Boolean.valueOf(text.equalsIgnoreCase("true"));
  }

  private static @Nullable Object doubleOf(String text) {
    return NOT_A_NUMBER.matcher(text).matches() ? null : (Object) Double.valueOf(text);
  }
}
