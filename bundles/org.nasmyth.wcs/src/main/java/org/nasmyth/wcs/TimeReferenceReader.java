// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.JulianFields;
import java.util.stream.Stream;

/** The reference time of time axes: MJDREF, JDREF or DATEREF, FITS Paper IV section 4.1. */
final class TimeReferenceReader {
  private static final double JD_OF_MJD = 2400000.5;

  private final CardReader cards;

  TimeReferenceReader(CardReader cards) {
    this.cards = cards;
  }

  /** Whether the header gives one. */
  boolean present() {
    return Stream.of("MJDREFI", "MJDREFF", "MJDREF", "JDREFI", "JDREFF", "JDREF", "DATEREF")
        .anyMatch(cards::has);
  }

  /**
   * Reads the reference time.
   *
   * @return whole days and the rest, modified Julian date; 0 if the header gives none
   */
  double[] read() {
    if (cards.has("MJDREFI") || cards.has("MJDREFF")) {
      return new double[] {cards.number("MJDREFI", 0.0), cards.number("MJDREFF", 0.0)};
    }
    if (cards.has("MJDREF")) {
      return split(cards.number("MJDREF", 0.0));
    }
    if (cards.has("JDREFI") || cards.has("JDREFF")) {
      return new double[] {
        cards.number("JDREFI", 0.0) - 2400000.0, cards.number("JDREFF", 0.0) - 0.5
      };
    }
    if (cards.has("JDREF")) {
      return split(cards.number("JDREF", 0.0) - JD_OF_MJD);
    }
    String date = cards.text("DATEREF");
    return date == null ? new double[2] : ofDate(date);
  }

  private static double[] split(double days) {
    double whole = Math.floor(days);
    return new double[] {whole, days - whole};
  }

  private static double[] ofDate(String date) {
    try {
      LocalDateTime time =
          date.contains("T") ? LocalDateTime.parse(date) : LocalDate.parse(date).atStartOfDay();
      LocalDate day = time.toLocalDate();
      double nanos = ChronoUnit.NANOS.between(day.atStartOfDay(), time);
      return new double[] {day.getLong(JulianFields.MODIFIED_JULIAN_DAY), nanos / 86400e9};
    } catch (DateTimeException e) {
      throw new WcsException("DATEREF = '" + date + "' is not a date.", e);
    }
  }
}
