// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.motion;

/**
 * Velocities of the Sun and the Earth against the barycentre of the solar system, in ICRS and m/s;
 * those of the Earth are right to {@value #EARTH_ERROR} m/s from 1950 to 2050.
 */
final class SolarSystem {

  /** How far the velocity of the Earth can be off, m/s. */
  static final double EARTH_ERROR = 10;

  /** How far the velocity of the Sun can be off: what the outer planets do to it. */
  static final double SUN_ERROR = 2;

  private static final double J2000 = 51544.5;
  private static final double OBLIQUITY = Math.toRadians(23.4392911);

  /** Of the Earth about the common centre with the Moon. */
  private static final double SPEED_BY_MOON = 12.45;

  private static final double TURNS_A_DAY = 1.00273790935;

  private SolarSystem() {}

  private static double centuries(double mjd) {
    return (mjd - J2000) / 36525;
  }

  /** The Sun's velocity, which Jupiter and Saturn cause. */
  static double[] sun(double mjd) {
    return equatorial(sunByEcliptic(centuries(mjd)));
  }

  private static double[] sunByEcliptic(double centuries) {
    double[] sum = new double[3];
    for (Planet planet : new Planet[] {Planet.JUPITER, Planet.SATURN}) {
      double[] velocity = planet.velocity(centuries);
      for (int i = 0; i < 3; i++) {
        sum[i] -= planet.mass() / (1 + planet.mass()) * velocity[i];
      }
    }
    return sum;
  }

  /** The velocity of the middle of the Earth. */
  static double[] earth(double mjd) {
    double t = centuries(mjd);
    double[] velocity = Planet.EARTH.velocity(t);
    double[] sun = sunByEcliptic(t);
    double moon = Math.toRadians(218.3164 + 481267.8812 * t);
    velocity[0] += sun[0] + SPEED_BY_MOON * Math.sin(moon);
    velocity[1] += sun[1] - SPEED_BY_MOON * Math.cos(moon);
    velocity[2] += sun[2];
    return equatorial(velocity);
  }

  private static double[] equatorial(double[] v) {
    double cos = Math.cos(OBLIQUITY);
    double sin = Math.sin(OBLIQUITY);
    return new double[] {v[0], cos * v[1] - sin * v[2], sin * v[1] + cos * v[2]};
  }

  /**
   * The velocity that a place has by the Earth's rotation. The equinox of date is taken as that of
   * J2000, which is 2 m/s off in 2050.
   *
   * @param mjd universal time
   * @param site the place
   */
  static double[] rotation(double mjd, Site site) {
    double angle =
        Math.toRadians(280.46061837 + 360.98564736629 * (mjd - J2000))
            + Math.atan2(site.y(), site.x());
    double speed = Math.hypot(site.x(), site.y()) * 2 * Math.PI * TURNS_A_DAY / 86400;
    return new double[] {-speed * Math.sin(angle), speed * Math.cos(angle), 0};
  }
}
