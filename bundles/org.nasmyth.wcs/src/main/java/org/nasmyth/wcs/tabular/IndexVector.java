// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.tabular;

import org.jspecify.annotations.Nullable;

/**
 * Where along one dimension of a table an intermediate coordinate points; places count grid points
 * from 0.
 */
final class IndexVector {
  private final double @Nullable [] values;
  private final int length;

  /**
   * Makes a vector.
   *
   * @param values as many as the dimension is long, none beyond the other; null if grid points are
   *     counted from 1
   * @param length of the dimension
   * @throws IllegalArgumentException if the values neither rise nor fall, or their number is wrong
   */
  IndexVector(double @Nullable [] values, int length) {
    if (values != null) {
      if (values.length != length) {
        throw new IllegalArgumentException(
            "an index vector has " + values.length + " elements for a dimension of " + length);
      }
      boolean rises = true;
      boolean falls = true;
      for (int k = 1; k < length; k++) {
        rises &= values[k] >= values[k - 1];
        falls &= values[k] <= values[k - 1];
      }
      if (!rises && !falls) {
        throw new IllegalArgumentException("an index vector neither rises nor falls throughout");
      }
      values = values.clone();
    }
    this.values = values;
    this.length = length;
  }

  /**
   * The place of an intermediate coordinate, or NaN if it is more than half a cell beyond the ends.
   */
  double place(double psi) {
    double place = values == null ? psi - 1.0 : indexed(values, psi);
    return place >= -0.5 && place <= length - 0.5 ? place : Double.NaN;
  }

  private double indexed(double[] index, double psi) {
    if (length == 1) {
      return psi - index[0];
    }
    boolean rising = index[length - 1] >= index[0];
    int low = 0;
    int high = length - 1;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (rising ? index[middle] <= psi : index[middle] >= psi) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double step = index[low + 1] - index[low];
    return step == 0.0
        ? (psi == index[low] ? low + 0.5 : Double.NaN)
        : low + (psi - index[low]) / step;
  }

  /** The intermediate coordinate of a place. */
  double psi(double place) {
    if (values == null) {
      return place + 1.0;
    }
    if (length == 1) {
      return values[0] + place;
    }
    int cell = (int) Math.max(0.0, Math.min(length - 2.0, Math.floor(place)));
    return values[cell] + (place - cell) * (values[cell + 1] - values[cell]);
  }
}
