// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sql;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.DatabaseException;

/**
 * Instants as DALI writes them (DALI 1.1, section 3.3.3). What goes out has one form: {@code T}, as
 * many digits of a second as are needed (none, three or six) and a final {@code Z}.
 */
public final class TimestampText {

  private static final Pattern FORM =
      Pattern.compile(
          "\\s*(\\d{4})-(\\d{2})-(\\d{2})"
              + "(?:[T ](\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?)?\\s*Z?\\s*");
  private static final int[] NANOS = {
    0, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
  };
  private static final long MICROS = 1_000_000;

  private TimestampText() {}

  /** The one form of an instant. */
  public static String write(LocalDateTime time) {
    StringBuilder text = new StringBuilder(27);
    digits(text, time.getYear(), 4);
    digits(text.append('-'), time.getMonthValue(), 2);
    digits(text.append('-'), time.getDayOfMonth(), 2);
    digits(text.append('T'), time.getHour(), 2);
    digits(text.append(':'), time.getMinute(), 2);
    digits(text.append(':'), time.getSecond(), 2);
    int micros = time.getNano() / 1000;
    if (micros % 1000 != 0) {
      digits(text.append('.'), micros, 6);
    } else if (micros != 0) {
      digits(text.append('.'), micros / 1000, 3);
    }
    return text.append('Z').toString();
  }

  private static void digits(StringBuilder text, int value, int width) {
    if (value < 0) {
      text.append('-');
    }
    String digits = Integer.toString(Math.abs(value));
    for (int i = digits.length(); i < width; i++) {
      text.append('0');
    }
    text.append(digits);
  }

  /**
   * Reads an instant: a date, with or without a time of day, {@code T} or a blank between them.
   * Digits beyond the microsecond are rounded off.
   *
   * @return microseconds since 1970 began, UTC
   * @throws DateTimeException if the text is none; its message is for a person
   */
  public static long parseMicros(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new DateTimeException(
          "'" + text + "' is no timestamp of the form YYYY-MM-DDThh:mm:ss[.fff]");
    }
    int second = number(matcher.group(6));
    LocalDateTime time =
        LocalDateTime.of(
            number(matcher.group(1)),
            number(matcher.group(2)),
            number(matcher.group(3)),
            number(matcher.group(4)),
            number(matcher.group(5)),
            Math.min(second, 59));
    if (second > 60) {
      throw new DateTimeException("'" + text + "' has more than 60 seconds in a minute");
    }
    String fraction = matcher.group(7);
    long nanos = fraction == null ? 0 : (long) number(fraction) * NANOS[fraction.length()];
    long seconds = time.toEpochSecond(ZoneOffset.UTC) + (second == 60 ? 1 : 0);
    return Math.addExact(Math.multiplyExact(seconds, MICROS), Math.round(nanos / 1000.0));
  }

  /**
   * The instant that a constant of a query means.
   *
   * @throws UntranslatableException if it means none
   */
  public static LocalDateTime instant(String written) {
    try {
      return ofMicros(parseMicros(written));
    } catch (DateTimeException e) {
      throw new UntranslatableException(
          new DatabaseException(DatabaseException.Kind.BAD_VALUE, e.getMessage() + ".", e));
    }
  }

  /** The instant of some microseconds since 1970 began, UTC. */
  public static LocalDateTime ofMicros(long micros) {
    int nanos = Math.toIntExact(Math.floorMod(micros, MICROS) * 1000);
    return LocalDateTime.ofEpochSecond(Math.floorDiv(micros, MICROS), nanos, ZoneOffset.UTC);
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
