// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.sky;

/**
 * A direction in some frame, in degrees.
 *
 * @param longitude 0 to 360
 * @param latitude -90 to 90
 */
public record Coordinates(double longitude, double latitude) {

  // The galactic pole and the node of the galactic plane, ICRS (Hipparcos catalogue, volume 1,
  // 1.5.3).
  private static final double POLE_RA = StrictMath.toRadians(192.85948);
  private static final double POLE_DEC = StrictMath.toRadians(27.12825);
  private static final double POLE_LONGITUDE = StrictMath.toRadians(122.93192);
  // The obliquity of the ecliptic at J2000.
  private static final double OBLIQUITY = StrictMath.toRadians(23.4392911);

  /** These equatorial coordinates as galactic ones. */
  public Coordinates toGalactic() {
    double ra = StrictMath.toRadians(longitude) - POLE_RA;
    double dec = StrictMath.toRadians(latitude);
    return of(
        POLE_LONGITUDE
            - StrictMath.atan2(
                StrictMath.cos(dec) * StrictMath.sin(ra),
                StrictMath.sin(dec) * StrictMath.cos(POLE_DEC)
                    - StrictMath.cos(dec) * StrictMath.sin(POLE_DEC) * StrictMath.cos(ra)),
        StrictMath.sin(dec) * StrictMath.sin(POLE_DEC)
            + StrictMath.cos(dec) * StrictMath.cos(POLE_DEC) * StrictMath.cos(ra));
  }

  /** These galactic coordinates as equatorial ones. */
  public Coordinates fromGalactic() {
    double l = POLE_LONGITUDE - StrictMath.toRadians(longitude);
    double b = StrictMath.toRadians(latitude);
    return of(
        POLE_RA
            + StrictMath.atan2(
                StrictMath.cos(b) * StrictMath.sin(l),
                StrictMath.sin(b) * StrictMath.cos(POLE_DEC)
                    - StrictMath.cos(b) * StrictMath.sin(POLE_DEC) * StrictMath.cos(l)),
        StrictMath.sin(b) * StrictMath.sin(POLE_DEC)
            + StrictMath.cos(b) * StrictMath.cos(POLE_DEC) * StrictMath.cos(l));
  }

  /** These equatorial coordinates as ecliptic ones. */
  public Coordinates toEcliptic() {
    double ra = StrictMath.toRadians(longitude);
    double dec = StrictMath.toRadians(latitude);
    return of(
        StrictMath.atan2(
            StrictMath.sin(ra) * StrictMath.cos(OBLIQUITY)
                + StrictMath.tan(dec) * StrictMath.sin(OBLIQUITY),
            StrictMath.cos(ra)),
        StrictMath.sin(dec) * StrictMath.cos(OBLIQUITY)
            - StrictMath.cos(dec) * StrictMath.sin(OBLIQUITY) * StrictMath.sin(ra));
  }

  /**
   * The direction that lies beside this one on the tangent plane.
   *
   * @param east degrees on the plane
   * @param north degrees on the plane
   */
  public Coordinates offset(double east, double north) {
    double x = StrictMath.toRadians(east);
    double y = StrictMath.toRadians(north);
    double dec = StrictMath.toRadians(latitude);
    double across = StrictMath.cos(dec) - y * StrictMath.sin(dec);
    return of(
        StrictMath.toRadians(longitude) + StrictMath.atan2(x, across),
        (StrictMath.sin(dec) + y * StrictMath.cos(dec)) / StrictMath.sqrt(1 + x * x + y * y));
  }

  /** The same with both coordinates rounded to a microdegree. */
  public Coordinates rounded() {
    return new Coordinates(Rounded.to(longitude, 6) % 360, Rounded.to(latitude, 6));
  }

  private static Coordinates of(double longitudeRadians, double sineOfLatitude) {
    double lon = StrictMath.toDegrees(longitudeRadians) % 360;
    double sine = Math.max(-1, Math.min(1, sineOfLatitude));
    return new Coordinates(lon < 0 ? lon + 360 : lon, StrictMath.toDegrees(StrictMath.asin(sine)));
  }
}
