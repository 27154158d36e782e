// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import org.nasmyth.wcs.projection.Angle;

/** The rotation between native and celestial coordinates, Paper II section 2.4. Immutable. */
final class NativeRotation {
  private static final double TOLERANCE = 1e-10;

  private final double poleLongitude;
  private final double cosPole;
  private final double sinPole;
  private final double cosPhi;
  private final double sinPhi;

  /**
   * Finds the rotation.
   *
   * @param longitude celestial longitude of the point of reference, degrees
   * @param latitude its celestial latitude, degrees
   * @param nativeLongitude its native longitude, degrees
   * @param nativeLatitude its native latitude, degrees
   * @param lonpole native longitude of the celestial pole, degrees
   * @param latpole which of two solutions to take: that with the native pole's latitude nearest to
   *     this one, degrees
   * @throws IllegalArgumentException if there is no such rotation; the message gives the values
   */
  NativeRotation(
      double longitude,
      double latitude,
      double nativeLongitude,
      double nativeLatitude,
      double lonpole,
      double latpole) {
    double poleLatitude;
    if (nativeLatitude == 90.0) {
      poleLongitude = longitude;
      poleLatitude = latitude;
    } else {
      double turn = lonpole - nativeLongitude;
      poleLatitude = poleLatitude(latitude, nativeLatitude, turn, latpole);
      double cosLatitude = Angle.cos(latitude);
      double z = Angle.cos(poleLatitude) * cosLatitude;
      if (Math.abs(z) < TOLERANCE) {
        if (Math.abs(cosLatitude) < TOLERANCE) {
          poleLongitude = longitude;
        } else {
          poleLongitude = poleLatitude > 0.0 ? longitude + turn - 180.0 : longitude - turn;
        }
      } else {
        double x = (Angle.sin(nativeLatitude) - Angle.sin(poleLatitude) * Angle.sin(latitude)) / z;
        double y = Angle.sin(turn) * Angle.cos(nativeLatitude) / cosLatitude;
        if (x == 0.0 && y == 0.0) {
          throw unsolvable(latitude, nativeLatitude, turn);
        }
        poleLongitude = longitude - Math.toDegrees(Math.atan2(y, x));
      }
    }
    cosPole = Angle.cos(poleLatitude);
    sinPole = Angle.sin(poleLatitude);
    cosPhi = Angle.cos(lonpole);
    sinPhi = Angle.sin(lonpole);
  }

  private static double poleLatitude(
      double latitude, double nativeLatitude, double turn, double latpole) {
    double x = Angle.cos(nativeLatitude) * Angle.cos(turn);
    double y = Angle.sin(nativeLatitude);
    double aside = Angle.cos(nativeLatitude) * Angle.sin(turn);
    double sine = Angle.sin(latitude);
    if (x == 0.0 && y == 0.0) {
      if (sine != 0.0) {
        throw unsolvable(latitude, nativeLatitude, turn);
      }
      return latpole;
    }
    double middle = Math.toDegrees(Math.atan2(y, x));
    double half = 90.0 - latitude;
    if (aside != 0.0) {
      // cos(half) = sine / hypot(x, y), whose sine is got from cos(latitude) since that has digits
      // near the pole.
      double cosine = Angle.cos(latitude);
      double square = (cosine - aside) * (cosine + aside);
      if (square < -TOLERANCE) {
        throw unsolvable(latitude, nativeLatitude, turn);
      }
      half = Math.toDegrees(Math.atan2(Math.sqrt(Math.max(0.0, square)), sine));
    }
    double first = within180(middle + half);
    double second = within180(middle - half);
    boolean firstNearer = Math.abs(latpole - first) < Math.abs(latpole - second);
    double nearer = firstNearer ? first : second;
    double chosen = Math.abs(nearer) < 90.0 + TOLERANCE ? nearer : firstNearer ? second : first;
    if (Math.abs(chosen) > 90.0 + TOLERANCE) {
      throw unsolvable(latitude, nativeLatitude, turn);
    }
    return Math.max(-90.0, Math.min(90.0, chosen));
  }

  private static double within180(double degrees) {
    return degrees > 180.0 ? degrees - 360.0 : degrees < -180.0 ? degrees + 360.0 : degrees;
  }

  private static IllegalArgumentException unsolvable(
      double latitude, double nativeLatitude, double turn) {
    return new IllegalArgumentException(
        "no rotation brings native latitude "
            + nativeLatitude
            + " to celestial latitude "
            + latitude
            + " with the celestial pole "
            + turn
            + " degrees of native longitude away (LONPOLE, PVi_1, PVi_2, PVi_3)");
  }

  /**
   * Rotates a native direction.
   *
   * @param direction native (l, m, n); receives celestial longitude (0 to 360) and latitude in
   *     degrees in its first two elements
   */
  void toCelestial(double[] direction) {
    double l = direction[0] * cosPhi + direction[1] * sinPhi;
    double m = direction[1] * cosPhi - direction[0] * sinPhi;
    double n = direction[2];
    double x = n * cosPole - l * sinPole;
    double y = -m;
    double z = n * sinPole + l * cosPole;
    double longitude = poleLongitude + Math.toDegrees(Math.atan2(y, x));
    if (longitude < 0.0) {
      longitude += 360.0;
    } else if (longitude >= 360.0) {
      longitude -= 360.0;
    }
    direction[0] =
        longitude < 0.0 || longitude >= 360.0
            ? longitude - 360.0 * Math.floor(longitude / 360.0)
            : longitude;
    direction[1] = Math.toDegrees(Math.atan2(z, Math.sqrt(x * x + y * y)));
  }

  /**
   * Rotates celestial coordinates.
   *
   * @param longitude degrees
   * @param latitude degrees
   * @param direction receives native (l, m, n)
   */
  void toNative(double longitude, double latitude, double[] direction) {
    double fromPole = longitude - poleLongitude;
    double cosLatitude = Angle.cos(latitude);
    double x = cosLatitude * Angle.cos(fromPole);
    double y = cosLatitude * Angle.sin(fromPole);
    double z = Angle.sin(latitude);
    double l = z * cosPole - x * sinPole;
    double m = -y;
    direction[0] = l * cosPhi - m * sinPhi;
    direction[1] = l * sinPhi + m * cosPhi;
    direction[2] = z * sinPole + x * cosPole;
  }
}
