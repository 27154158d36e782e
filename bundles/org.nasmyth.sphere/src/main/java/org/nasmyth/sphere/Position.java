// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

/**
 * A region of a single point.
 *
 * @param point the point
 */
public record Position(SkyPoint point) implements Region {
  /**
   * Makes the region of one direction.
   *
   * @param longitude degrees
   * @param latitude degrees, from -90 to 90
   * @throws InvalidRegionException as {@link SkyPoint} does
   */
  public Position(double longitude, double latitude) {
    this(new SkyPoint(longitude, latitude));
  }

  @Override
  public PreparedRegion prepare() {
    return PreparedRegion.of(this, Disc.of(point, 0));
  }
}
