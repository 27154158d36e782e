// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import org.nasmyth.wcs.spectral.Rest;
import org.nasmyth.wcs.spectral.SpectralQuantity;

/**
 * What the values of a spectral axis mean.
 *
 * @param axis world axis, from 0
 * @param quantity what it counts
 * @param factor what brings its world coordinates to the SI unit of the quantity
 * @param logarithmic whether world coordinates are decimal logarithms, as IRAF's DC-FLAG = 1 says
 * @param rest the line of velocities
 * @param frame SPECSYS and what belongs to it
 */
record SpectralScale(
    int axis,
    SpectralQuantity quantity,
    double factor,
    boolean logarithmic,
    Rest rest,
    SpectralAxis.Frame frame) {
  /** The quantity of a world coordinate, in SI units. */
  double value(double world) {
    return (logarithmic ? Math.pow(10.0, world) : world) * factor;
  }

  /** The wavelength in vacuum of a world coordinate. */
  double toWavelength(double world) {
    return quantity.toWavelength(value(world), rest);
  }
}
