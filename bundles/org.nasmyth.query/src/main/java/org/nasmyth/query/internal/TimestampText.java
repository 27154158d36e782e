// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Instants as people write them in queries: {@code 2015}, {@code 2015-03}, {@code 2015-03-01},
 * {@code 2015-03-01 12:30}, {@code 2015-03-01T12:30:00.5Z}.
 */
final class TimestampText {

  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4})(?:-(\\d{1,2})(?:-(\\d{1,2})"
              + "(?:[Tt ](\\d{1,2})(?::(\\d{2})(?::(\\d{2})(\\.\\d{0,12})?)?)?)?[Zz]?)?)?");

  private TimestampText() {}

  /**
   * The full form {@code YYYY-MM-DDThh:mm:ss[.s…]} in UTC; what is missing is the first month, day
   * or hour, so that {@code 2015} is the moment in which that year begins.
   *
   * @return empty where the text is no instant
   */
  static Optional<String> normalise(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int year = number(matcher.group(1), 0);
    int month = number(matcher.group(2), 1);
    int day = number(matcher.group(3), 1);
    int hour = number(matcher.group(4), 0);
    int minute = number(matcher.group(5), 0);
    int second = number(matcher.group(6), 0);
    try {
      LocalDateTime unused = LocalDateTime.of(year, month, day, hour, minute, second);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
    String fraction = matcher.group(7);
    return Optional.of(
        pad(year, 4)
            + '-'
            + pad(month, 2)
            + '-'
            + pad(day, 2)
            + 'T'
            + pad(hour, 2)
            + ':'
            + pad(minute, 2)
            + ':'
            + pad(second, 2)
            + (fraction == null || fraction.length() < 2 ? "" : fraction));
  }

  private static int number(@Nullable String digits, int otherwise) {
    return digits == null ? otherwise : Integer.parseInt(digits);
  }

  private static String pad(int number, int width) {
    String digits = Integer.toString(number);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }
}
