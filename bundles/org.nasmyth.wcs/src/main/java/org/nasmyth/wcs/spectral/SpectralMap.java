// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.spectral;

/**
 * How world coordinates of an axis follow from what the linear part of the WCS gives, and back.
 * Immutable.
 */
public interface SpectralMap {
  /**
   * Finds the world coordinate.
   *
   * @param offset intermediate world coordinate: 0 at the point of reference
   * @return world coordinate, or NaN if there is none
   */
  double toWorld(double offset);

  /**
   * Finds the intermediate coordinate.
   *
   * @param world world coordinate
   * @return intermediate world coordinate, or NaN if there is none
   */
  double toOffset(double world);
}
