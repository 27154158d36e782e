// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A celestial reference frame: which directions longitude and latitude mean. All frames here are
 * fixed rotations of each other; no epoch or proper motion enters.
 */
public enum Frame {
  /** The International Celestial Reference System. */
  ICRS(identity()),

  /**
   * FK5 with the mean equator and equinox of J2000. It differs from ICRS by a rotation of 23
   * milliarcseconds, that from FK5 to the Hipparcos frame (Mignard and Froeschle 2000, A&A 354, 732).
   */
  FK5(fk5()),

  /**
   * Galactic coordinates. The pole and the node are given in ICRS by ESA SP-1200, volume 1, equation
   * 1.5.11: pole at 192.85948, +27.12825; ascending node of the galactic plane at galactic longitude
   * 32.93192 degrees.
   */
  GALACTIC(galactic()),

  /**
   * The mean ecliptic and equinox of J2000: FK5 turned by the obliquity of the IAU 1976 system,
   * 84381.448 arcseconds.
   */
  ECLIPTIC(multiply(aboutX(84381.448 / 3600), fk5()));

  private static final Set<String> REFERENCE_POSITIONS =
      Set.of(
          "GEOCENTER", "BARYCENTER", "HELIOCENTER", "TOPOCENTER", "EMBARYCENTER", "LSR", "LSRK",
          "LSRD", "GALACTIC_CENTER", "LOCAL_GROUP_CENTER", "MOON", "RELOCATABLE", "UNKNOWNREFPOS");

  private static final Set<String> FLAVOURS = Set.of("SPHERICAL2", "SPHERICAL");

  /** Rows are this frame's axes in ICRS. */
  private final double[][] axes;

  Frame(double[][] axes) {
    this.axes = axes;
  }

  /**
   * Reads the coordinate system argument of ADQL or a frame of STC-S: the frame's name in any case,
   * optionally followed by a reference position and a flavour, which do not matter for directions.
   * The empty text and UNKNOWNFRAME mean ICRS; J2000 means FK5.
   *
   * @param text for example {@code ICRS GEOCENTER}
   * @return the frame
   * @throws RegionSyntaxException if a word is not known
   */
  public static Frame parse(String text) {
    Frame frame = ICRS;
    boolean named = false;
    int end = 0;
    while (true) {
      int start = end;
      while (start < text.length() && isBlank(text.charAt(start))) {
        start++;
      }
      if (start == text.length()) {
        return frame;
      }
      end = start;
      while (end < text.length() && !isBlank(text.charAt(end))) {
        end++;
      }
      String word = text.substring(start, end);
      if (!named && isName(word)) {
        frame = named(word, start);
        named = true;
      } else if (!isQualifier(word)) {
        throw unknown(word, start);
      }
    }
  }

  /** Whether a word is where a frame's name may stand and is one, even of a frame not supported. */
  static boolean isName(String word) {
    return switch (upper(word)) {
      case "ICRS", "FK5", "J2000", "GALACTIC", "GALACTIC_II", "ECLIPTIC", "UNKNOWNFRAME", "FK4",
          "B1950", "SUPER_GALACTIC", "SUPERGALACTIC", "GEO_C", "GEO_D" -> true;
      default -> false;
    };
  }

  /** Whether a word is a reference position or flavour that directions do not depend on. */
  static boolean isQualifier(String word) {
    return REFERENCE_POSITIONS.contains(upper(word)) || FLAVOURS.contains(upper(word));
  }

  static Frame named(String word, int position) {
    return switch (upper(word)) {
      case "ICRS", "UNKNOWNFRAME" -> ICRS;
      case "FK5", "J2000" -> FK5;
      case "GALACTIC", "GALACTIC_II" -> GALACTIC;
      case "ECLIPTIC" -> ECLIPTIC;
      default -> throw unknown(word, position);
    };
  }

  private static RegionSyntaxException unknown(String word, int position) {
    return new RegionSyntaxException(
        "Unknown coordinate frame '" + word + "'; known are ICRS, FK5, J2000, GALACTIC and ECLIPTIC",
        position);
  }

  /**
   * The same direction in another frame.
   *
   * @param point a direction in this frame
   * @param target the frame wanted
   * @return the direction in the target frame; the very same if the frames are
   */
  public SkyPoint to(Frame target, SkyPoint point) {
    if (target == this) {
      return point;
    }
    double[] v = {point.x(), point.y(), point.z()};
    double[] icrs = new double[3];
    double[] out = new double[3];
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        icrs[k] += axes[i][k] * v[i];
      }
    }
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        out[i] += target.axes[i][k] * icrs[k];
      }
    }
    return SkyPoint.ofVector(out[0], out[1], out[2]);
  }

  /**
   * The same region in another frame.
   *
   * @param region a region in this frame
   * @param target the frame wanted
   * @return the region in the target frame; the very same if the frames are
   */
  public Region to(Frame target, Region region) {
    if (target == this) {
      return region;
    }
    if (region instanceof Position position) {
      return new Position(to(target, position.point()));
    }
    if (region instanceof Circle circle) {
      return new Circle(to(target, circle.centre()), circle.radius());
    }
    if (region instanceof Polygon polygon) {
      return new Polygon(polygon.vertices().stream().map(v -> to(target, v)).toList());
    }
    List<Region> members = new ArrayList<>();
    for (Region member : ((Union) region).members()) {
      members.add(to(target, member));
    }
    return new Union(members);
  }

  /**
   * The rotation from ICRS into this frame.
   *
   * @return a new array of three rows, this frame's axes as unit vectors in ICRS
   */
  public double[][] rotation() {
    return new double[][] {axes[0].clone(), axes[1].clone(), axes[2].clone()};
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',';
  }

  private static double[][] identity() {
    return new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
  }

  /** FK5 from ICRS: the inverse of a turn about (-19.9, -9.1, 22.9) milliarcseconds. */
  private static double[][] fk5() {
    double x = Math.toRadians(19.9e-3 / 3600);
    double y = Math.toRadians(9.1e-3 / 3600);
    double z = Math.toRadians(-22.9e-3 / 3600);
    double angle = Math.sqrt(x * x + y * y + z * z);
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    double versine = 2 * Math.sin(angle / 2) * Math.sin(angle / 2);
    double[] u = {x / angle, y / angle, z / angle};
    return new double[][] {
      {c + u[0] * u[0] * versine, u[0] * u[1] * versine + s * u[2], u[0] * u[2] * versine - s * u[1]},
      {u[1] * u[0] * versine - s * u[2], c + u[1] * u[1] * versine, u[1] * u[2] * versine + s * u[0]},
      {u[2] * u[0] * versine + s * u[1], u[2] * u[1] * versine - s * u[0], c + u[2] * u[2] * versine}
    };
  }

  private static double[][] galactic() {
    return multiply(
        aboutZ(-32.93192), multiply(aboutX(90 - 27.12825), aboutZ(192.85948 + 90)));
  }

  /** Axes turned about the z axis by an angle in degrees. */
  private static double[][] aboutZ(double angle) {
    double c = UnitVectors.cosDegrees(angle);
    double s = UnitVectors.sinDegrees(angle);
    return new double[][] {{c, s, 0}, {-s, c, 0}, {0, 0, 1}};
  }

  /** Axes turned about the x axis by an angle in degrees. */
  private static double[][] aboutX(double angle) {
    double c = UnitVectors.cosDegrees(angle);
    double s = UnitVectors.sinDegrees(angle);
    return new double[][] {{1, 0, 0}, {0, c, s}, {0, -s, c}};
  }

  private static double[][] multiply(double[][] left, double[][] right) {
    double[][] product = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        for (int j = 0; j < 3; j++) {
          product[i][k] += left[i][j] * right[j][k];
        }
      }
    }
    return product;
  }
}
