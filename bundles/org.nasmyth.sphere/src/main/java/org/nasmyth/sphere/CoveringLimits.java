// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

/**
 * How fine a covering may be.
 *
 * @param maxCells about how many cells at most, at least 1; more are used only where the region
 *     meets that many cells of the smallest level, or touches up to six faces
 * @param minLevel level of the largest cells, 0 (a sixth of the sky) to 30
 * @param maxLevel level of the smallest cells, minLevel to 30 (some nanoradians)
 */
public record CoveringLimits(int maxCells, int minLevel, int maxLevel) {
  /**
   * Makes limits.
   *
   * @throws IllegalArgumentException if a value is out of range
   */
  public CoveringLimits {
    if (maxCells < 1) {
      throw new IllegalArgumentException("maxCells must be at least 1, got " + maxCells);
    }
    if (minLevel < 0 || maxLevel > SkyCell.LEAF_LEVEL || minLevel > maxLevel) {
      throw new IllegalArgumentException(
          "Levels must satisfy 0 <= minLevel <= maxLevel <= 30, got "
              + minLevel
              + " and "
              + maxLevel);
    }
  }
}
