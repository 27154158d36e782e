// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.util.Optional;
import org.nasmyth.wcs.projection.Angle;

/**
 * The frame of an image's celestial coordinates, with the way from it to ICRS. Directions are unit
 * vectors towards longitude 0, longitude 90 and the pole.
 *
 * <p>FK5 differs from ICRS by the rotation of Mignard and Froeschle 2000 (23 milliarcseconds),
 * other equinoxes by the IAU 1976 precession; FK4 is related to FK5 as Murray 1989 does, its proper
 * motion system taken at B1950; galactic coordinates are those of ESA SP-1200 (ICRS pole 192.85948,
 * 27.12825); supergalactic ones have their pole at galactic 47.37, 6.32; ecliptic ones are of the
 * mean ecliptic and equinox of EQUINOX.
 */
public final class CelestialFrame {
  /** The families of frames. */
  public enum Family {
    /** International Celestial Reference System. */
    ICRS,
    /** Equatorial, mean equator and equinox, IAU 1976. */
    FK5,
    /** Equatorial, Bessel and Newcomb, with the E-terms of aberration. */
    FK4,
    /** FK4 without the E-terms. */
    FK4_NO_E,
    /** Galactic. */
    GALACTIC,
    /** Supergalactic. */
    SUPERGALACTIC,
    /** Mean ecliptic and equinox. */
    ECLIPTIC,
    /** One that has no fixed relation to ICRS, or none that this bundle knows. */
    OTHER
  }

  private static final double ARCSECOND = Math.toRadians(1.0 / 3600.0);

  /** E-terms of aberration at B1950. */
  private static final double[] E_TERMS = {-1.62557e-6, -0.31919e-6, -0.13843e-6};

  /**
   * From FK4 without E-terms at B1950 to FK5 at J2000, Murray 1989, Astron. Astrophys. 218, 325.
   */
  private static final double[] FK4_TO_FK5 = {
    0.9999256794956877, -0.0111814832204662, -0.0048590038153592,
    0.0111814832391717, 0.9999374848933135, -0.0000271625947142,
    0.0048590037723143, -0.0000271702937440, 0.9999881946023742
  };

  private final Family family;
  private final double equinox;
  private final String name;
  private final double[] toIcrs;

  private CelestialFrame(Family family, double equinox, String name, double[] toIcrs) {
    this.family = family;
    this.equinox = equinox;
    this.name = name;
    this.toIcrs = toIcrs;
  }

  /**
   * Makes a frame.
   *
   * @param family its family; OTHER has no way to ICRS
   * @param equinox the year of its equinox, Julian for FK5 and ecliptic frames, Besselian for FK4;
   *     not used by the others
   * @param name what the header calls it, for messages
   * @return the frame
   */
  static CelestialFrame of(Family family, double equinox, String name) {
    double[] matrix =
        switch (family) {
          case ICRS, OTHER -> product(rotation(0, 0.0), rotation(1, 0.0));
          case FK5 -> product(fk5ToIcrs(), fromEquinox(equinox));
          case FK4, FK4_NO_E ->
              product(fk5ToIcrs(), product(FK4_TO_FK5, besselianToB1950(equinox)));
          case GALACTIC -> galacticToIcrs();
          case SUPERGALACTIC -> product(galacticToIcrs(), supergalacticToGalactic());
          case ECLIPTIC ->
              product(fk5ToIcrs(), product(fromEquinox(equinox), rotation(0, -obliquity(equinox))));
        };
    return new CelestialFrame(family, equinox, name, matrix);
  }

  /** The family. */
  public Family family() {
    return family;
  }

  /** The year of the equinox; NaN where the family has none. */
  public double equinox() {
    return switch (family) {
      case FK5, FK4, FK4_NO_E, ECLIPTIC -> equinox;
      default -> Double.NaN;
    };
  }

  /** Whether directions can be brought to ICRS. */
  public boolean known() {
    return family != Family.OTHER;
  }

  /** Why directions cannot be brought to ICRS; empty if they can. */
  public Optional<String> reasonUnknown() {
    return known() ? Optional.empty() : Optional.of(name + " has no known relation to ICRS.");
  }

  /**
   * Brings a direction of this frame to ICRS.
   *
   * @param direction the unit vector, which is overwritten
   * @throws WcsException if the relation is not known
   */
  public void toIcrs(double[] direction) {
    requireKnown();
    if (family == Family.FK4) {
      double dot = dot(direction, E_TERMS);
      for (int i = 0; i < 3; i++) {
        direction[i] += -E_TERMS[i] + dot * E_TERMS[i];
      }
      // The E-terms belong to B1950; those of other equinoxes differ by less than 0.02 arcseconds.
      normalise(direction);
    }
    multiply(toIcrs, direction, false);
    if (family == Family.FK4 || family == Family.FK4_NO_E) {
      normalise(direction);
    }
  }

  /**
   * Brings a direction of ICRS to this frame.
   *
   * @param direction the unit vector, which is overwritten
   * @throws WcsException if the relation is not known
   */
  public void fromIcrs(double[] direction) {
    requireKnown();
    multiply(toIcrs, direction, true);
    if (family == Family.FK4 || family == Family.FK4_NO_E) {
      normalise(direction);
    }
    if (family == Family.FK4) {
      double x = direction[0];
      double y = direction[1];
      double z = direction[2];
      for (int k = 0; k < 5; k++) {
        double dot = dot(direction, E_TERMS);
        direction[0] = x + E_TERMS[0] - dot * E_TERMS[0];
        direction[1] = y + E_TERMS[1] - dot * E_TERMS[1];
        direction[2] = z + E_TERMS[2] - dot * E_TERMS[2];
        normalise(direction);
      }
    }
  }

  private void requireKnown() {
    if (!known()) {
      throw new WcsException(name + " has no known relation to ICRS.");
    }
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  private static void normalise(double[] v) {
    double length = Math.sqrt(dot(v, v));
    v[0] /= length;
    v[1] /= length;
    v[2] /= length;
  }

  private static void multiply(double[] matrix, double[] v, boolean transposed) {
    int row = transposed ? 1 : 3;
    int column = transposed ? 3 : 1;
    double x = matrix[0] * v[0] + matrix[column] * v[1] + matrix[2 * column] * v[2];
    double y = matrix[row] * v[0] + matrix[row + column] * v[1] + matrix[row + 2 * column] * v[2];
    double z =
        matrix[2 * row] * v[0]
            + matrix[2 * row + column] * v[1]
            + matrix[2 * row + 2 * column] * v[2];
    v[0] = x;
    v[1] = y;
    v[2] = z;
  }

  private static double[] product(double[] a, double[] b) {
    double[] c = new double[9];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        c[3 * i + j] = a[3 * i] * b[j] + a[3 * i + 1] * b[3 + j] + a[3 * i + 2] * b[6 + j];
      }
    }
    return c;
  }

  private static double[] transposed(double[] a) {
    return new double[] {a[0], a[3], a[6], a[1], a[4], a[7], a[2], a[5], a[8]};
  }

  /** The matrix that turns the axes of coordinates about one of them. */
  private static double[] rotation(int axis, double radians) {
    double c = Math.cos(radians);
    double s = Math.sin(radians);
    return switch (axis) {
      case 0 -> new double[] {1, 0, 0, 0, c, s, 0, -s, c};
      case 1 -> new double[] {c, 0, -s, 0, 1, 0, s, 0, c};
      default -> new double[] {c, s, 0, -s, c, 0, 0, 0, 1};
    };
  }

  private static double[] fk5ToIcrs() {
    double eta = -19.9e-3 * ARCSECOND;
    double xi = 9.1e-3 * ARCSECOND;
    double da = -22.9e-3 * ARCSECOND;
    return transposed(product(rotation(0, -eta), product(rotation(1, xi), rotation(2, da))));
  }

  /** From a mean equinox to J2000 by the IAU 1976 precession, Lieske et al. 1977. */
  private static double[] fromEquinox(double year) {
    double t = (year - 2000.0) / 100.0;
    double zeta = ((0.017998 * t + 0.30188) * t + 2306.2181) * t * ARCSECOND;
    double z = ((0.018203 * t + 1.09468) * t + 2306.2181) * t * ARCSECOND;
    double theta = ((-0.041833 * t - 0.42665) * t + 2004.3109) * t * ARCSECOND;
    return transposed(product(rotation(2, -z), product(rotation(1, theta), rotation(2, -zeta))));
  }

  /** From a Besselian mean equinox to B1950 by Newcomb's precession. */
  private static double[] besselianToB1950(double year) {
    double base = (year - 1850.0) / 100.0;
    double t = (1950.0 - year) / 100.0;
    double w = 2303.5548 + (1.39720 + 0.000059 * base) * base;
    double zeta = (w + (0.30242 - 0.000269 * base + 0.017996 * t) * t) * t * ARCSECOND;
    double z = (w + (1.09478 + 0.000387 * base + 0.018324 * t) * t) * t * ARCSECOND;
    double theta =
        (2005.1125
                + (-0.85294 - 0.000365 * base) * base
                + (-0.42647 - 0.000365 * base - 0.041802 * t) * t)
            * t
            * ARCSECOND;
    return product(rotation(2, -z), product(rotation(1, theta), rotation(2, -zeta)));
  }

  /** Mean obliquity of the ecliptic, IAU 1980, radians. */
  private static double obliquity(double year) {
    double t = (year - 2000.0) / 100.0;
    return (84381.448 + ((0.001813 * t - 0.00059) * t - 46.8150) * t) * ARCSECOND;
  }

  private static double[] galacticToIcrs() {
    return transposed(
        product(
            rotation(2, Math.toRadians(-32.93192)),
            product(
                rotation(0, Math.toRadians(90.0 - 27.12825)),
                rotation(2, Math.toRadians(192.85948 + 90.0)))));
  }

  private static double[] supergalacticToGalactic() {
    return transposed(
        product(
            rotation(2, Math.PI / 2),
            product(rotation(1, Math.toRadians(90.0 - 6.32)), rotation(2, Math.toRadians(47.37)))));
  }

  /** Writes the unit vector of coordinates in degrees. */
  static void direction(double longitude, double latitude, double[] direction) {
    double cosLatitude = Angle.cos(latitude);
    direction[0] = cosLatitude * Angle.cos(longitude);
    direction[1] = cosLatitude * Angle.sin(longitude);
    direction[2] = Angle.sin(latitude);
  }

  @Override
  public String toString() {
    return Double.isNaN(equinox()) ? name : name + " " + equinox;
  }
}
