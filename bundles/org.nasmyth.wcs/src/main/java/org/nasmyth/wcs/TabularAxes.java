// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import org.nasmyth.wcs.tabular.CoordinateTable;

/** Axes that share a table of coordinates. */
final class TabularAxes implements AxisTransform {
  private final int[] axes;
  private final double[] references;
  private final double[] factors;
  private final CoordinateTable table;

  /**
   * Makes the transform.
   *
   * @param axes the world axes, from 0, by dimension of the table
   * @param references CRVALi by dimension
   * @param factors what to multiply the table's values with to get the unit of the world
   *     coordinates, by dimension
   * @param table the table
   */
  TabularAxes(int[] axes, double[] references, double[] factors, CoordinateTable table) {
    this.axes = axes.clone();
    this.references = references.clone();
    this.factors = factors.clone();
    this.table = table;
  }

  @Override
  public int workLength() {
    return table.workLength();
  }

  @Override
  public void toWorld(double[] offsets, double[] world, Scratch scratch) {
    double[] values = scratch.values();
    for (int m = 0; m < axes.length; m++) {
      values[m] = offsets[axes[m]] + references[m];
    }
    boolean found = table.toWorld(values, scratch.work());
    for (int m = 0; m < axes.length; m++) {
      world[axes[m]] = found ? values[m] * factors[m] : Double.NaN;
    }
  }

  @Override
  public void toOffsets(double[] world, double[] offsets, Scratch scratch) {
    double[] values = scratch.values();
    for (int m = 0; m < axes.length; m++) {
      values[m] = world[axes[m]] / factors[m];
    }
    boolean found = table.toPsi(values, scratch.work());
    for (int m = 0; m < axes.length; m++) {
      offsets[axes[m]] = found ? values[m] - references[m] : Double.NaN;
    }
  }

  @Override
  public int[] axes() {
    return axes.clone();
  }
}
