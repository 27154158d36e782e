// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

/**
 * How the world coordinates of one or more axes follow from intermediate world coordinates.
 * Immutable. Arrays have one element per axis of the whole WCS; a transform touches those of its
 * own axes only.
 */
interface AxisTransform {
  /**
   * Finds world coordinates.
   *
   * @param offsets intermediate world coordinates
   * @param world receives world coordinates, NaN where there are none
   * @param scratch with {@code work} of at least {@link #workLength()} elements
   */
  void toWorld(double[] offsets, double[] world, Scratch scratch);

  /**
   * Finds intermediate world coordinates.
   *
   * @param world world coordinates
   * @param offsets receives intermediate world coordinates, NaN where there are none
   * @param scratch with {@code work} of at least {@link #workLength()} elements
   */
  void toOffsets(double[] world, double[] offsets, Scratch scratch);

  /** The world axes that this is about, from 0. */
  int[] axes();

  /** How long the scratch's work array has to be. */
  default int workLength() {
    return 8;
  }
}
