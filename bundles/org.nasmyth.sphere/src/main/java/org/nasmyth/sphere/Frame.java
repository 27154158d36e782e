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
  ICRS,

  /**
   * FK5 with the mean equator and equinox of J2000. It differs from ICRS by a rotation of 23
   * milliarcseconds, that from FK5 to the Hipparcos frame (Mignard and Froeschle 2000, Astron.
   * Astrophys. 354, 732).
   */
  FK5,

  /**
   * Galactic coordinates. The pole and the node are given in ICRS by ESA SP-1200, volume 1,
   * equation 1.5.11: pole at 192.85948, +27.12825; ascending node of the galactic plane at galactic
   * longitude 32.93192 degrees.
   */
  GALACTIC,

  /**
   * The mean ecliptic and equinox of J2000: FK5 turned by the obliquity of the IAU 1976 system,
   * 84381.448 arcseconds.
   */
  ECLIPTIC;

  private static final Set<String> REFERENCE_POSITIONS =
      Set.of(
          "GEOCENTER",
          "BARYCENTER",
          "HELIOCENTER",
          "TOPOCENTER",
          "EMBARYCENTER",
          "LSR",
          "LSRK",
          "LSRD",
          "GALACTIC_CENTER",
          "LOCAL_GROUP_CENTER",
          "MOON",
          "RELOCATABLE",
          "UNKNOWNREFPOS");

  private static final Set<String> FLAVOURS = Set.of("SPHERICAL2", "SPHERICAL");

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
      case "ICRS",
          "FK5",
          "J2000",
          "GALACTIC",
          "GALACTIC_II",
          "ECLIPTIC",
          "UNKNOWNFRAME",
          "FK4",
          "B1950",
          "SUPER_GALACTIC",
          "SUPERGALACTIC",
          "GEO_C",
          "GEO_D" ->
          true;
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
        "Unknown coordinate frame '"
            + word
            + "'; known are ICRS, FK5, J2000, GALACTIC and ECLIPTIC",
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
    return Rotation.of(target).fromIcrs(Rotation.of(this).toIcrs(point));
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
    return Rotation.of(this).rows();
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',';
  }
}
