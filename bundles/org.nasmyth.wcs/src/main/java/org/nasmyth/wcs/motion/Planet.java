// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.motion;

/**
 * A planet on a Kepler orbit whose elements change evenly, with those of E. M. Standish,
 * "Approximate Positions of the Planets" (JPL, for the years 1800 to 2050): mean ecliptic and
 * equinox of J2000, changes a Julian century.
 *
 * @param mass of the Sun's mass
 * @param axis semi-major axis, astronomical units
 * @param eccentricity of the orbit
 * @param inclination degrees
 * @param longitude mean longitude, degrees
 * @param perihelion its longitude, degrees
 * @param node longitude of the ascending node, degrees
 */
record Planet(
    double mass,
    Element axis,
    Element eccentricity,
    Element inclination,
    Element longitude,
    Element perihelion,
    Element node) {

  /** Earth and Moon together. */
  static final Planet EARTH =
      new Planet(
          1 / 328900.56,
          new Element(1.00000261, 0.00000562),
          new Element(0.01671123, -0.00004392),
          new Element(-0.00001531, -0.01294668),
          new Element(100.46457166, 35999.37244981),
          new Element(102.93768193, 0.32327364),
          new Element(0, 0));

  static final Planet JUPITER =
      new Planet(
          1 / 1047.3486,
          new Element(5.20288700, -0.00011607),
          new Element(0.04838624, -0.00013253),
          new Element(1.30439695, -0.00183714),
          new Element(34.39644051, 3034.74612775),
          new Element(14.72847983, 0.21252668),
          new Element(100.47390909, 0.20469106));

  static final Planet SATURN =
      new Planet(
          1 / 3497.898,
          new Element(9.53667594, -0.00125060),
          new Element(0.05386179, -0.00050991),
          new Element(2.48599187, 0.00193609),
          new Element(49.95424423, 1222.49362201),
          new Element(92.59887831, -0.41897216),
          new Element(113.66242448, -0.28867794));

  private static final double ASTRONOMICAL_UNIT = 149_597_870_700.0;
  private static final double CENTURY = 36525 * 86400.0;

  /**
   * An element of an orbit.
   *
   * @param epoch its value at J2000
   * @param change a century
   */
  record Element(double epoch, double change) {
    double at(double centuries) {
      return epoch + change * centuries;
    }

    double radians(double centuries) {
      return Math.toRadians(at(centuries));
    }
  }

  /**
   * The velocity about the Sun.
   *
   * @param centuries since J2000, Julian
   * @return m/s, mean ecliptic and equinox of J2000
   */
  double[] velocity(double centuries) {
    double e = eccentricity.at(centuries);
    double mean = longitude.radians(centuries) - perihelion.radians(centuries);
    double anomaly = mean + e * Math.sin(mean);
    for (int i = 0; i < 10; i++) {
      anomaly -= (anomaly - e * Math.sin(anomaly) - mean) / (1 - e * Math.cos(anomaly));
    }
    double motion = Math.toRadians(longitude.change()) / CENTURY;
    double rate = motion / (1 - e * Math.cos(anomaly));
    double a = axis.at(centuries) * ASTRONOMICAL_UNIT;
    double along = -a * Math.sin(anomaly) * rate;
    double across = a * Math.sqrt(1 - e * e) * Math.cos(anomaly) * rate;
    double ascending = node.radians(centuries);
    double turn = perihelion.radians(centuries) - ascending;
    double tilt = inclination.radians(centuries);
    double u = along * Math.cos(turn) - across * Math.sin(turn);
    double v = along * Math.sin(turn) + across * Math.cos(turn);
    return new double[] {
      u * Math.cos(ascending) - v * Math.cos(tilt) * Math.sin(ascending),
      u * Math.sin(ascending) + v * Math.cos(tilt) * Math.cos(ascending),
      v * Math.sin(tilt)
    };
  }
}
