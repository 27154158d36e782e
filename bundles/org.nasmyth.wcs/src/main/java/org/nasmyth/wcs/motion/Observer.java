// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.motion;

import java.time.DateTimeException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nasmyth.wcs.Cards;
import org.nasmyth.wcs.TimeValues;
import org.nasmyth.wcs.region.UnitVector;

/**
 * When, from where and whereto was observed, as far as a header tells: MJD-AVG, DATE-AVG, or
 * MJD-OBS (DATE-OBS) with MJD-END or the exposure time; OBSGEO-X, -Y, -Z, or OBSGEO-L, -B, -H, or
 * ESO's TEL GEOLON, GEOLAT, GEOELEV; RA and DEC in degrees.
 *
 * @param begin modified Julian date, UTC; NaN if it is not told
 * @param end modified Julian date, UTC; NaN if it is not told
 * @param site null if it is not told
 * @param sight where the telescope pointed
 */
public record Observer(double begin, double end, @Nullable Site site, Sight sight) {

  private static final double DAY = 86400;

  /** A header's pointing may be that of another part of the instrument, radians. */
  private static final double POINTING = Math.toRadians(0.5);

  /** Reads a header; what is malformed there is not told. */
  public static Observer of(Cards cards) {
    double begin = time(cards, "MJD-AVG", "DATE-AVG");
    double end = begin;
    if (Double.isNaN(begin)) {
      begin = time(cards, "MJD-OBS", "DATE-OBS");
      end = time(cards, "MJD-END", "DATE-END");
      for (String keyword : new String[] {"XPOSURE", "TELAPSE", "EXPTIME"}) {
        end = Double.isNaN(end) ? begin + number(cards, keyword) / DAY : end;
      }
      end = Double.isNaN(end) ? begin : end;
    }
    return new Observer(Math.min(begin, end), Math.max(begin, end), site(cards), pointing(cards));
  }

  /** The same, looking elsewhere. */
  public Observer towards(Sight other) {
    return new Observer(begin, end, site, other);
  }

  private static double time(Cards cards, String days, String date) {
    double mjd = number(cards, days);
    String text = cards.value(date);
    if (!Double.isNaN(mjd) || text == null) {
      return mjd;
    }
    try {
      return TimeValues.ofDate(text.strip());
    } catch (DateTimeException e) {
      return Double.NaN;
    }
  }

  private static double number(Cards cards, String keyword) {
    String text = cards.value(keyword);
    try {
      return text == null ? Double.NaN : Double.parseDouble(text.strip().replace('D', 'E'));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static @Nullable Site site(Cards cards) {
    double x = number(cards, "OBSGEO-X");
    double y = number(cards, "OBSGEO-Y");
    double z = number(cards, "OBSGEO-Z");
    if (Double.isFinite(x + y + z)) {
      return new Site(x, y, z);
    }
    return site(cards, "OBSGEO-L", "OBSGEO-B", "OBSGEO-H")
        .or(
            () ->
                site(
                    cards,
                    "HIERARCH ESO TEL GEOLON",
                    "HIERARCH ESO TEL GEOLAT",
                    "HIERARCH ESO TEL GEOELEV"))
        .orElse(null);
  }

  private static Optional<Site> site(
      Cards cards, String longitude, String latitude, String height) {
    double lon = number(cards, longitude);
    double lat = number(cards, latitude);
    double up = number(cards, height);
    return Double.isFinite(lon + lat)
        ? Optional.of(Site.of(lon, lat, Double.isNaN(up) ? 0 : up))
        : Optional.empty();
  }

  private static Sight pointing(Cards cards) {
    double ra = number(cards, "RA");
    double dec = number(cards, "DEC");
    return Double.isFinite(ra) && Math.abs(dec) <= 90
        ? new Sight(UnitVector.of(ra, dec), POINTING)
        : Sight.UNKNOWN;
  }
}
