// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

/**
 * An axis with equal steps.
 *
 * @param axis from 0
 * @param reference CRVALi
 */
record LinearAxis(int axis, double reference) implements AxisTransform {
  @Override
  public void toWorld(double[] offsets, double[] world, Scratch scratch) {
    world[axis] = offsets[axis] + reference;
  }

  @Override
  public void toOffsets(double[] world, double[] offsets, Scratch scratch) {
    offsets[axis] = world[axis] - reference;
  }

  @Override
  public int[] axes() {
    return new int[] {axis};
  }
}
