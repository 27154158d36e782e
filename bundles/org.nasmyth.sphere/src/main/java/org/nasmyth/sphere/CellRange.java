// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

/**
 * A run of leaf cells. Cell numbers are signed as a database's 64-bit integers are.
 *
 * @param low smallest leaf cell number
 * @param high largest leaf cell number, included
 */
public record CellRange(long low, long high) {
  /**
   * Makes a range.
   *
   * @throws IllegalArgumentException if low is above high
   */
  public CellRange {
    if (low > high) {
      throw new IllegalArgumentException("A cell range runs upwards, got " + low + " to " + high);
    }
  }

  /**
   * Whether a leaf cell is in the range.
   *
   * @param leaf a leaf cell number
   * @return true if so
   */
  public boolean contains(long leaf) {
    return low <= leaf && leaf <= high;
  }
}
