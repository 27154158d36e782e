// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import org.nasmyth.wcs.spectral.SpectralMap;

/**
 * An axis with an algorithm of its own.
 *
 * @param axis from 0
 * @param map the algorithm
 */
record MappedAxis(int axis, SpectralMap map) implements AxisTransform {
  @Override
  public void toWorld(double[] offsets, double[] world, Scratch scratch) {
    world[axis] = map.toWorld(offsets[axis]);
  }

  @Override
  public void toOffsets(double[] world, double[] offsets, Scratch scratch) {
    offsets[axis] = map.toOffset(world[axis]);
  }

  @Override
  public int[] axes() {
    return new int[] {axis};
  }
}
