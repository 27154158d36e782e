// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.JulianFields;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Times that are written out one by one, as in a column of a table. Immutable.
 *
 * @see TimeAxis for those that pixels imply
 */
public final class TimeValues {
  private static final double DAY = 86400.0;

  /** What light needs from the Sun to the Earth at most, and across the Sun's own way, seconds. */
  private static final double LIGHT_WAY = 510.0;

  /** TDB and TT differ by less, and so do decimals and doubles. */
  private static final double TOUCH = 0.002;

  private static final Pattern MODIFIED = Pattern.compile("[HB]?MJD([-_ ].*)?|.*[-_]MJD");
  private static final Pattern JULIAN = Pattern.compile("[HB]?JD([-_ ].*)?|.*[-_][HB]?JD");
  private static final Pattern OF_THE_SUN = Pattern.compile("[HB]M?JD.*|.*[-_][HB]M?JD");

  private final double wholeDays;
  private final double fraction;
  private final double factor;
  private final String scaleName;
  private final double slack;

  private TimeValues(
      double wholeDays, double fraction, double factor, String scaleName, double slack) {
    this.wholeDays = wholeDays;
    this.fraction = fraction;
    this.factor = factor;
    this.scaleName = scaleName;
    this.slack = slack;
  }

  /**
   * Tells what numbers mean: by their name where it is that of Julian dates (MJD-OBS, HJD), else by
   * the header's reference time (MJDREF, JDREF, DATEREF; TIMEOFFS) and their unit.
   *
   * @param cards the header of the table, with TIMESYS
   * @param name TTYPEn
   * @param unit TUNITn; empty if there is none
   * @return empty if nothing says since when they count
   * @throws WcsException if the reference time is malformed
   */
  public static Optional<TimeValues> numbers(Cards cards, String name, String unit) {
    CardReader reader = new CardReader(cards, ' ');
    String scale = scale(reader, name);
    double slack = atTheSun(reader, name) ? LIGHT_WAY : 0;
    String plain = name.strip().toUpperCase(Locale.ROOT);
    if (MODIFIED.matcher(plain).matches() || unit.strip().equalsIgnoreCase("MJD")) {
      return Optional.of(new TimeValues(0, 0, DAY, scale, slack));
    }
    if (JULIAN.matcher(plain).matches() || unit.strip().equalsIgnoreCase("JD")) {
      return Optional.of(new TimeValues(-2400000.0, -0.5, DAY, scale, slack));
    }
    TimeReferenceReader reference = new TimeReferenceReader(reader);
    if (!reference.present()) {
      return Optional.empty();
    }
    String ownUnit = unit.isBlank() ? reader.text("TIMEUNIT") : unit;
    Optional<CoordinateUnit> found = CoordinateUnit.of(ownUnit == null ? "s" : ownUnit);
    if (found.isEmpty() || found.get().quantity() != CoordinateUnit.Quantity.TIME) {
      return Optional.empty();
    }
    double[] since = reference.read();
    double offset = reader.number("TIMEOFFS", reader.number("TIMEZERO", 0.0));
    return Optional.of(
        new TimeValues(
            since[0],
            since[1] + offset * found.get().factor() / DAY,
            found.get().factor(),
            scale,
            slack));
  }

  /**
   * Dates as ISO 8601 writes them.
   *
   * @param cards the header of the table, with TIMESYS
   * @param name TTYPEn
   */
  public static TimeValues dates(Cards cards, String name) {
    CardReader reader = new CardReader(cards, ' ');
    return new TimeValues(0, 0, DAY, scale(reader, name), atTheSun(reader, name) ? LIGHT_WAY : 0);
  }

  /** Names such as BJD_TDB tell the scale; else TIMESYS does, and UTC is what is left. */
  private static String scale(CardReader reader, String name) {
    String plain = name.strip().toUpperCase(Locale.ROOT);
    String last = plain.replaceFirst(".*[-_ ]", "");
    if (!last.equals(plain) && TimeScale.of(last).isPresent()) {
      return last;
    }
    String told = reader.text("TIMESYS");
    return told == null ? "UTC" : told;
  }

  private static boolean atTheSun(CardReader reader, String name) {
    String place = reader.text("TREFPOS") == null ? reader.text("TIMEREF") : reader.text("TREFPOS");
    String told = place == null ? "" : place.toUpperCase(Locale.ROOT);
    return OF_THE_SUN.matcher(name.strip().toUpperCase(Locale.ROOT)).matches()
        || told.startsWith("BARYCENT")
        || told.startsWith("SOLARSYSTEM")
        || told.startsWith("HELIOCENT");
  }

  /** The time scale as header or name call it. */
  public String scale() {
    return scaleName;
  }

  /**
   * Whether they are times of arrival at the Sun or the barycentre, which differ from those at the
   * observatory by up to {@value #LIGHT_WAY} seconds. Limits are that much wider then.
   */
  public boolean atTheSun() {
    return slack > 0;
  }

  /**
   * An interval in these values.
   *
   * @param start modified Julian date, UTC; may be negative infinity
   * @param end modified Julian date, UTC; may be infinity
   * @return the least and the greatest value in it
   * @throws WcsException if the time scale is not related to UTC
   */
  public double[] limits(double start, double end) {
    TimeScale scale =
        TimeScale.of(scaleName)
            .orElseThrow(
                () ->
                    new WcsException(
                        "TIMESYS = '"
                            + scaleName
                            + "' is not related to UTC, in which intervals are given."));
    return new double[] {value(start, scale, -slack - TOUCH), value(end, scale, slack + TOUCH)};
  }

  private double value(double utc, TimeScale scale, double wider) {
    double days = (utc - wholeDays) - fraction;
    double ahead = Double.isFinite(utc) ? scale.aheadOfUtc(utc) : 0.0;
    return (days * DAY + ahead + wider) / factor;
  }

  /**
   * A date as FITS writes it: {@code 2026-11-23} or {@code 2026-11-23T12:34:56.789}, perhaps with a
   * Z.
   *
   * @return modified Julian date
   * @throws java.time.DateTimeException if it is none
   */
  public static double ofDate(String date) {
    String bare = date.endsWith("Z") ? date.substring(0, date.length() - 1) : date;
    LocalDateTime time =
        bare.length() > 10
            ? LocalDateTime.parse(bare.replace(' ', 'T'))
            : LocalDate.parse(bare).atStartOfDay();
    LocalDate day = time.toLocalDate();
    double nanos = ChronoUnit.NANOS.between(day.atStartOfDay(), time);
    return day.getLong(JulianFields.MODIFIED_JULIAN_DAY) + nanos / 86400e9;
  }
}
