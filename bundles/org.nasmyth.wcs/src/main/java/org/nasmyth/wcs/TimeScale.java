// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.util.Locale;
import java.util.Optional;

/** Time scales, by what they differ from UTC. */
public enum TimeScale {
  /**
   * Coordinated Universal Time; universal time of any kind is taken as it, being less than 0.9 s
   * off.
   */
  UTC,
  /** International Atomic Time. */
  TAI,
  /** Terrestrial Time. */
  TT,
  /** Barycentric Dynamical Time, taken as TT: the difference is less than 2 milliseconds. */
  TDB,
  /** The scale of the GPS. */
  GPS,
  /** Geocentric Coordinate Time. */
  TCG,
  /** Barycentric Coordinate Time. */
  TCB;

  private static final double TT_OVER_TAI = 32.184;
  private static final double TAI_OVER_GPS = 19.0;
  private static final double COORDINATE_EPOCH = 43144.0003725;

  /** The days (MJD, UTC) since when TAI is ahead of UTC by 10, 11, ... seconds. */
  private static final int[] LEAPS = {
    41317, 41499, 41683, 42048, 42413, 42778, 43144, 43509, 43874, 44239, 44786, 45151, 45516,
    46247, 47161, 47892, 48257, 48804, 49169, 49534, 50083, 50630, 51179, 53736, 54832, 56109,
    57204, 57754
  };

  /**
   * Finds a scale.
   *
   * @param name as TIMESYS or CTYPE gives it
   * @return the scale, or empty if this is LOCAL or unknown
   */
  static Optional<TimeScale> of(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "UTC", "UT", "UT1", "GMT" -> Optional.of(UTC);
      case "TAI", "IAT" -> Optional.of(TAI);
      case "TT", "TDT", "ET" -> Optional.of(TT);
      case "TDB" -> Optional.of(TDB);
      case "GPS" -> Optional.of(GPS);
      case "TCG" -> Optional.of(TCG);
      case "TCB" -> Optional.of(TCB);
      default -> Optional.empty();
    };
  }

  /**
   * How far this scale is ahead of UTC.
   *
   * @param utc modified Julian date, UTC; before 1972 UTC is taken as it was in 1972
   * @return seconds
   */
  double aheadOfUtc(double utc) {
    int tai = 10;
    for (int k = 1; k < LEAPS.length && utc >= LEAPS[k]; k++) {
      tai = 10 + k;
    }
    double tt = tai + TT_OVER_TAI;
    double sinceEpoch = (utc + tt / 86400.0 - COORDINATE_EPOCH) * 86400.0;
    return switch (this) {
      case UTC -> 0.0;
      case TAI -> tai;
      case TT, TDB -> tt;
      case GPS -> tai - TAI_OVER_GPS;
      case TCG -> tt + 6.969290134e-10 * sinceEpoch;
      case TCB -> tt + 1.550519768e-8 * sinceEpoch;
    };
  }
}
