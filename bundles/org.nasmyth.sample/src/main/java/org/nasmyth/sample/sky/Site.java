// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.sky;

import java.util.Locale;

/** Where telescopes stand. */
public enum Site {
  PARANAL(-70.4045, -24.6272, 743.5),
  LASILLA(-70.7346, -29.2563, 769.0),
  APEX(-67.7591, -23.0058, 553.0);

  private final double longitude;
  private final double latitude;
  private final double pressure;

  Site(double longitude, double latitude, double pressure) {
    this.longitude = longitude;
    this.latitude = latitude;
    this.pressure = pressure;
  }

  /** The site of a word in a resource. */
  public static Site parse(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Geographic latitude in degrees. */
  public double latitude() {
    return latitude;
  }

  /** Mean air pressure in hPa. */
  public double pressure() {
    return pressure;
  }

  /** Local mean sidereal time in degrees. */
  public double siderealTime(Moment when) {
    double days = when.millis() / 86_400_000.0 - 10957.5;
    double angle = (280.46061837 + 360.98564736629 * days + longitude) % 360;
    return angle < 0 ? angle + 360 : angle;
  }

  /** Altitude in degrees of a direction given in equatorial coordinates. */
  public double altitude(Coordinates target, Moment when) {
    return StrictMath.toDegrees(StrictMath.asin(sineOfAltitude(target, hourAngle(target, when))));
  }

  /** Azimuth in degrees, from south to west as ESO's telescopes count it. */
  public double azimuth(Coordinates target, Moment when) {
    double hour = hourAngle(target, when);
    double dec = StrictMath.toRadians(target.latitude());
    double lat = StrictMath.toRadians(latitude);
    double azimuth =
        StrictMath.toDegrees(
            StrictMath.atan2(
                StrictMath.sin(hour),
                StrictMath.cos(hour) * StrictMath.sin(lat)
                    - StrictMath.tan(dec) * StrictMath.cos(lat)));
    return azimuth < 0 ? azimuth + 360 : azimuth;
  }

  private double hourAngle(Coordinates target, Moment when) {
    return StrictMath.toRadians(siderealTime(when) - target.longitude());
  }

  private double sineOfAltitude(Coordinates target, double hour) {
    double dec = StrictMath.toRadians(target.latitude());
    double lat = StrictMath.toRadians(latitude);
    return StrictMath.sin(dec) * StrictMath.sin(lat)
        + StrictMath.cos(dec) * StrictMath.cos(lat) * StrictMath.cos(hour);
  }
}
