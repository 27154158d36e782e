// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.region;

/** What coordinates have to be. */
final class Bounds {
  private Bounds() {}

  /** Refuses longitudes that are NaN or infinite. */
  static void requireLongitude(double longitude) {
    if (!Double.isFinite(longitude)) {
      throw new IllegalArgumentException(
          "The longitude " + longitude + " is not a number of degrees.");
    }
  }

  /** Refuses latitudes beyond the poles. */
  static void requireLatitude(double latitude) {
    if (!(Math.abs(latitude) <= 90.0)) {
      throw new IllegalArgumentException(
          "The latitude " + latitude + " is not within -90 and 90 degrees.");
    }
  }
}
