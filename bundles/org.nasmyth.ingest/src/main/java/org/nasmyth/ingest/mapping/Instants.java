// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.mapping;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Instants as FITS writes them (section 9.1.1), and as DALI does. */
final class Instants {

  private Instants() {}

  /**
   * Reads one, with or without time, T or Z.
   *
   * @throws java.time.DateTimeException if it is none
   */
  static LocalDateTime read(String text) {
    String plain = text.strip();
    if (plain.endsWith("Z")) {
      plain = plain.substring(0, plain.length() - 1);
    }
    plain = plain.replace(' ', 'T');
    return plain.indexOf('T') < 0
        ? LocalDate.parse(plain).atStartOfDay()
        : LocalDateTime.parse(plain);
  }

  /** Writes one, UTC, to the microsecond. */
  static String write(LocalDateTime time) {
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time.truncatedTo(ChronoUnit.MICROS)) + "Z";
  }
}
