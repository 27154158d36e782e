// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

/** One cell of a binary table: numbers and their shape. Immutable. */
public final class TableArray {
  private final int[] shape;
  private final double[] values;

  /**
   * Makes an array.
   *
   * @param shape its dimensions as TDIM gives them, the one that runs fastest first; copied
   * @param values its elements; copied
   */
  public TableArray(int[] shape, double[] values) {
    this.shape = shape.clone();
    this.values = values.clone();
  }

  /** Its dimensions, the one that runs fastest first; a new array. */
  public int[] shape() {
    return shape.clone();
  }

  /** Its elements; a new array. */
  public double[] values() {
    return values.clone();
  }
}
