// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.motion;

import java.util.Locale;
import java.util.Optional;
import org.nasmyth.wcs.region.UnitVector;

/** The standards of rest of SPECSYS (FITS 4.0, table 27; Paper III, section 7). */
enum StandardOfRest {
  TOPOCENT,
  GEOCENTR,
  BARYCENT,
  HELIOCEN,
  /** The Sun moves with 20 km/s towards 18h +30 degrees of B1900. */
  LSRK,
  /** The Sun moves with 9, 12 and 7 km/s towards the galactic centre, longitude 90 and the pole. */
  LSRD,
  /** The dynamical standard moves with 220 km/s towards galactic longitude 90. */
  GALACTOC,
  /** The Sun moves with 300 km/s towards galactic longitude 90. */
  LOCALGRP,
  /** The Sun moves with 368 km/s towards galactic 263.85 +48.25. */
  CMBDIPOL;

  /** The most that the Earth moves against the barycentre, and that a place does by rotation. */
  private static final double EARTH = 30_400;

  private static final double ROTATION = 466;

  /** The most that the Sun moves against the barycentre. */
  private static final double SUN = 17;

  /** Rounding, and the equations' higher orders. */
  private static final double EXACT = 1;

  /** The rows are the galactic axes in ICRS, as ESA SP-1200 has them. */
  private static final double[][] GALACTIC = {
    {-0.054875560, -0.873437090, -0.483835016},
    {0.494109428, -0.444829630, 0.746982244},
    {-0.867666149, -0.198076373, 0.455983776}
  };

  private static final double DEGREE = Math.toRadians(1);

  /** Finds a standard by its name or one that is in use for it. */
  static Optional<StandardOfRest> of(String name) {
    return switch (name.strip().toUpperCase(Locale.ROOT)) {
      case "TOPOCENT", "TOPOCENTRIC", "TOPO" -> Optional.of(TOPOCENT);
      case "GEOCENTR", "GEOCENTRIC", "GEO" -> Optional.of(GEOCENTR);
      case "BARYCENT", "BARYCENTRIC", "BARY" -> Optional.of(BARYCENT);
      case "HELIOCEN", "HELIOCENTRIC", "HELIO" -> Optional.of(HELIOCEN);
      case "LSRK" -> Optional.of(LSRK);
      case "LSRD" -> Optional.of(LSRD);
      case "GALACTOC" -> Optional.of(GALACTOC);
      case "LOCALGRP" -> Optional.of(LOCALGRP);
      case "CMBDIPOL" -> Optional.of(CMBDIPOL);
      default -> Optional.empty();
    };
  }

  /** How an observer that is at rest in it moves against the barycentre. */
  Motion motion(Observer observer) {
    return switch (this) {
      case BARYCENT -> Motion.unknown(0);
      case HELIOCEN ->
          Double.isNaN(observer.begin())
              ? Motion.unknown(SUN)
              : Motion.of(SolarSystem.sun(observer.begin()), SolarSystem.SUN_ERROR);
      case GEOCENTR -> ofEarth(observer, false);
      case TOPOCENT -> ofEarth(observer, true);
      case LSRK -> {
        UnitVector apex = UnitVector.of(270.95939256958127, 30.00467095334566);
        yield Motion.of(scaled(apex, -20e3), EXACT);
      }
      case LSRD -> Motion.of(galactic(-9e3, -12e3, -7e3), EXACT);
      case GALACTOC -> Motion.of(galactic(-9e3, -232e3, -7e3), 30e3);
      case LOCALGRP -> Motion.of(galactic(0, -300e3, 0), 30e3);
      case CMBDIPOL -> {
        double flat = 368e3 * Math.cos(48.25 * DEGREE);
        yield Motion.of(
            galactic(
                -flat * Math.cos(263.85 * DEGREE),
                -flat * Math.sin(263.85 * DEGREE),
                -368e3 * Math.sin(48.25 * DEGREE)),
            3e3);
      }
    };
  }

  private static Motion ofEarth(Observer observer, boolean turning) {
    if (Double.isNaN(observer.begin())) {
      return Motion.unknown(EARTH + (turning ? ROTATION : 0));
    }
    double middle = (observer.begin() + observer.end()) / 2;
    double[] velocity = velocity(middle, observer, turning);
    double[] before = velocity(observer.begin(), observer, turning);
    double change = 0;
    for (int i = 0; i < 3; i++) {
      change += (velocity[i] - before[i]) * (velocity[i] - before[i]);
    }
    double error = SolarSystem.EARTH_ERROR + 1.1 * Math.sqrt(change);
    if (turning && observer.site() == null) {
      error += ROTATION;
    } else if (turning && observer.end() - observer.begin() > 0.5) {
      error += 2 * ROTATION;
    }
    return Motion.of(velocity, Math.min(2 * EARTH, error));
  }

  private static double[] velocity(double mjd, Observer observer, boolean turning) {
    double[] velocity = SolarSystem.earth(mjd);
    Site site = observer.site();
    if (turning && site != null) {
      double[] rotation = SolarSystem.rotation(mjd, site);
      for (int i = 0; i < 3; i++) {
        velocity[i] += rotation[i];
      }
    }
    return velocity;
  }

  private static double[] scaled(UnitVector direction, double by) {
    return new double[] {direction.x() * by, direction.y() * by, direction.z() * by};
  }

  private static double[] galactic(double u, double v, double w) {
    double[] icrs = new double[3];
    for (int i = 0; i < 3; i++) {
      icrs[i] = u * GALACTIC[0][i] + v * GALACTIC[1][i] + w * GALACTIC[2][i];
    }
    return icrs;
  }
}
