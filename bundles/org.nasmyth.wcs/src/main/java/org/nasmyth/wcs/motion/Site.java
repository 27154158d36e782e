// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.motion;

/**
 * A place on the Earth, geocentric, metres.
 *
 * @param x towards longitude 0 on the equator
 * @param y towards longitude 90 on the equator
 * @param z towards the north pole
 */
public record Site(double x, double y, double z) {

  private static final double EQUATOR = 6_378_137.0;
  private static final double FLATNESS = 6.69437999014e-3;

  /**
   * A place by the ellipsoid of 1984.
   *
   * @param longitude degrees, east of Greenwich
   * @param latitude degrees
   * @param height metres
   */
  static Site of(double longitude, double latitude, double height) {
    double lon = Math.toRadians(longitude);
    double lat = Math.toRadians(latitude);
    double normal = EQUATOR / Math.sqrt(1 - FLATNESS * Math.sin(lat) * Math.sin(lat));
    return new Site(
        (normal + height) * Math.cos(lat) * Math.cos(lon),
        (normal + height) * Math.cos(lat) * Math.sin(lon),
        (normal * (1 - FLATNESS) + height) * Math.sin(lat));
  }
}
