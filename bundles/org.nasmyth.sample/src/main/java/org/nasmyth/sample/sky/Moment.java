// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.sky;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * An instant of UTC.
 *
 * @param millis milliseconds since 1970
 */
public record Moment(long millis) implements Comparable<Moment> {

  /** What the sample takes for today: nothing in it was observed or made later. */
  public static final Moment ARCHIVE_EPOCH = of(LocalDate.of(2026, 10, 1), 0);

  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);
  private static final long DAY = 86_400_000L;

  /** The instant some seconds after midnight. */
  public static Moment of(LocalDate date, double seconds) {
    return new Moment(date.toEpochDay() * DAY + Math.round(seconds * 1000));
  }

  /** The instant some seconds later. */
  public Moment plusSeconds(double seconds) {
    return new Moment(millis + Math.round(seconds * 1000));
  }

  /** The instant some days later. */
  public Moment plusDays(long days) {
    return new Moment(millis + days * DAY);
  }

  /** The instant some calendar months later. */
  public Moment plusMonths(int months) {
    return new Moment(dateTime().plusMonths(months).toInstant(ZoneOffset.UTC).toEpochMilli());
  }

  /** Modified Julian date to 10 microseconds of a day. */
  public double mjd() {
    return Rounded.to(millis / (double) DAY + 40587, 8);
  }

  /** {@code 2013-08-27T01:05:24.328}. */
  public String iso() {
    return ISO.format(dateTime());
  }

  /** {@code 2013-08-27T01:05:24}. */
  public String isoSeconds() {
    return iso().substring(0, 19);
  }

  /** The calendar date. */
  public LocalDate date() {
    return dateTime().toLocalDate();
  }

  /** The later of two. */
  public Moment latest(Moment other) {
    return compareTo(other) >= 0 ? this : other;
  }

  @Override
  public int compareTo(Moment other) {
    return Long.compare(millis, other.millis);
  }

  private LocalDateTime dateTime() {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
  }
}
