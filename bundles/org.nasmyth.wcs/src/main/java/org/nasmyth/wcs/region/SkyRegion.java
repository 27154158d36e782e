// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.region;

import java.util.List;

/**
 * A region of the sky in ICRS, told by how far directions are from its border. Implementations are
 * immutable and may be used by any number of threads.
 */
public interface SkyRegion {
  /**
   * How far a direction is from the border.
   *
   * @param direction unit vector towards longitude 0, longitude 90 and the pole
   * @return radians: negative inside, 0 on the border, positive outside. It must not change faster
   *     than the direction does; outside, it may be less than the distance.
   */
  double distance(UnitVector direction);

  /**
   * Some points of the region, on its border and inside, for a search to begin with.
   *
   * @return directions that belong to the region; a few dozen that reach to its ends in all
   *     directions are best
   */
  List<UnitVector> samples();
}
