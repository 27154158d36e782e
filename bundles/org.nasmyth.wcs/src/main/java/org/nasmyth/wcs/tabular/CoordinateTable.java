// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.tabular;

import org.jspecify.annotations.Nullable;

/**
 * A table of coordinates with M dimensions: M values at every point of a grid of K1 x ... x KM
 * points, between which is interpolated linearly, and an index vector for each dimension that is
 * not indexed by grid point numbers.
 *
 * <p>Immutable; any number of threads may use one.
 */
public final class CoordinateTable {
  private static final double SLACK = 1e-10;

  private final int dimensions;
  private final int[] lengths;
  private final double[] coordinates;
  private final IndexVector[] indexes;

  /**
   * Makes a table.
   *
   * @param lengths K1 to KM, each at least 1
   * @param coordinates the values; the dimension m runs fastest, then k1 and so on
   * @param indexes the index vectors by dimension, each null or as long as that dimension
   * @throws IllegalArgumentException if sizes do not match or an index vector neither rises nor
   *     falls
   */
  public CoordinateTable(int[] lengths, double[] coordinates, double[] @Nullable [] indexes) {
    dimensions = lengths.length;
    this.lengths = lengths.clone();
    this.coordinates = coordinates.clone();
    long size = dimensions;
    for (int length : lengths) {
      if (length < 1) {
        throw new IllegalArgumentException("a dimension of the coordinate array is empty");
      }
      size = Math.multiplyExact(size, length);
    }
    if (size != coordinates.length) {
      throw new IllegalArgumentException(
          "the coordinate array has "
              + coordinates.length
              + " elements, but its shape says "
              + size);
    }
    this.indexes = new IndexVector[dimensions];
    for (int m = 0; m < dimensions; m++) {
      this.indexes[m] = new IndexVector(indexes[m], lengths[m]);
    }
  }

  /** M, the number of coordinates. */
  public int dimensions() {
    return dimensions;
  }

  /** The length of the work array that the two conversions want. */
  public int workLength() {
    return dimensions * (dimensions + 6);
  }

  /**
   * Looks up coordinates.
   *
   * @param psi the intermediate coordinates by dimension; receives the world coordinates
   * @param work scratch, at least {@link #workLength()} long
   * @return false if this is outside of the table by more than half a cell
   */
  public boolean toWorld(double[] psi, double[] work) {
    for (int m = 0; m < dimensions; m++) {
      double place = indexes[m].place(psi[m]);
      if (Double.isNaN(place)) {
        return false;
      }
      work[m] = place;
    }
    for (int m = 0; m < dimensions; m++) {
      int cell = (int) Math.max(0.0, Math.min(lengths[m] - 2.0, Math.floor(work[m])));
      work[dimensions + m] = cell;
      work[m] -= cell;
    }
    interpolate(work, 0, dimensions, psi);
    return true;
  }

  /**
   * Interpolates in the cell whose corner is in {@code work} at {@code corner}, at the fractions
   * there.
   */
  private void interpolate(double[] work, int fractions, int corner, double[] result) {
    for (int m = 0; m < dimensions; m++) {
      result[m] = 0.0;
    }
    for (int vertex = 0; vertex < 1 << dimensions; vertex++) {
      double weight = 1.0;
      int at = 0;
      for (int m = dimensions - 1; m >= 0; m--) {
        boolean upper = (vertex >> m & 1) == 1;
        double fraction = work[fractions + m];
        weight *= upper ? fraction : 1.0 - fraction;
        int step = upper && lengths[m] > 1 ? 1 : 0;
        at = at * lengths[m] + (int) work[corner + m] + step;
      }
      if (weight != 0.0) {
        for (int m = 0; m < dimensions; m++) {
          result[m] += weight * coordinates[at * dimensions + m];
        }
      }
    }
  }

  /**
   * Finds where coordinates are in the table: in the first cell that holds them.
   *
   * @param world the world coordinates by dimension; receives the intermediate coordinates
   * @param work scratch, at least {@link #workLength()} long
   * @return false if the table does not hold them, nor half a cell beyond its ends
   */
  public boolean toPsi(double[] world, double[] work) {
    int cells = 1;
    for (int length : lengths) {
      cells *= Math.max(1, length - 1);
    }
    for (int pass = 0; pass < 2; pass++) {
      boolean beyond = pass == 1;
      for (int cell = 0; cell < cells; cell++) {
        int rest = cell;
        boolean border = false;
        for (int m = 0; m < dimensions; m++) {
          int count = Math.max(1, lengths[m] - 1);
          int k = rest % count;
          rest /= count;
          work[dimensions + m] = k;
          border |= k == 0 || k == count - 1;
        }
        if ((!beyond || border) && solve(world, work, beyond)) {
          for (int m = 0; m < dimensions; m++) {
            world[m] = indexes[m].psi(work[dimensions + m] + work[m]);
          }
          return true;
        }
      }
    }
    return false;
  }

  private boolean solve(double[] world, double[] work, boolean beyond) {
    int value = 2 * dimensions;
    int matrix = 3 * dimensions;
    if (!beyond && !mayHold(world, work)) {
      return false;
    }
    for (int m = 0; m < dimensions; m++) {
      work[m] = lengths[m] > 1 ? 0.5 : 0.0;
    }
    for (int k = 0; k < 20; k++) {
      evaluate(work, value, matrix);
      double largest = 0.0;
      for (int m = 0; m < dimensions; m++) {
        work[value + m] = world[m] - work[value + m];
      }
      if (!eliminate(work, matrix, value)) {
        return false;
      }
      for (int m = 0; m < dimensions; m++) {
        work[m] += work[value + m];
        largest = Math.max(largest, Math.abs(work[value + m]));
      }
      if (largest < 1e-15) {
        break;
      }
      if (!(largest < 1e6)) {
        return false;
      }
    }
    for (int m = 0; m < dimensions; m++) {
      double cell = work[dimensions + m];
      double low = beyond && cell == 0 ? -0.5 : 0.0;
      double high = beyond && cell >= lengths[m] - 2 ? 1.5 : 1.0;
      if (lengths[m] == 1) {
        low = -0.5;
        high = 0.5;
      }
      if (!(work[m] >= low - SLACK && work[m] <= high + SLACK)) {
        return false;
      }
    }
    return true;
  }

  private boolean mayHold(double[] world, double[] work) {
    for (int m = 0; m < dimensions; m++) {
      double lowest = Double.POSITIVE_INFINITY;
      double highest = Double.NEGATIVE_INFINITY;
      for (int vertex = 0; vertex < 1 << dimensions; vertex++) {
        double here = coordinates[vertexAt(work, vertex) * dimensions + m];
        lowest = Math.min(lowest, here);
        highest = Math.max(highest, here);
      }
      double slack = 1e-9 * (highest - lowest);
      if (!(world[m] >= lowest - slack && world[m] <= highest + slack)) {
        return false;
      }
    }
    return true;
  }

  private int vertexAt(double[] work, int vertex) {
    int at = 0;
    for (int m = dimensions - 1; m >= 0; m--) {
      int step = (vertex >> m & 1) == 1 && lengths[m] > 1 ? 1 : 0;
      at = at * lengths[m] + (int) work[dimensions + m] + step;
    }
    return at;
  }

  /** Interpolates, and finds how the values change with each fraction. */
  private void evaluate(double[] work, int value, int matrix) {
    for (int i = 0; i < dimensions * (dimensions + 1); i++) {
      work[value + i] = 0.0;
    }
    for (int vertex = 0; vertex < 1 << dimensions; vertex++) {
      int at = vertexAt(work, vertex) * dimensions;
      double weight = weight(work, vertex, -1);
      for (int m = 0; m < dimensions; m++) {
        work[value + m] += weight * coordinates[at + m];
      }
      for (int j = 0; j < dimensions; j++) {
        double slope = (vertex >> j & 1) == 1 ? weight(work, vertex, j) : -weight(work, vertex, j);
        for (int m = 0; m < dimensions; m++) {
          work[matrix + m * dimensions + j] += slope * coordinates[at + m];
        }
      }
    }
    for (int j = 0; j < dimensions; j++) {
      if (lengths[j] == 1) {
        work[matrix + j * dimensions + j] += 1.0;
      }
    }
  }

  private double weight(double[] work, int vertex, int without) {
    double weight = 1.0;
    for (int m = 0; m < dimensions; m++) {
      if (m != without) {
        weight *= (vertex >> m & 1) == 1 ? work[m] : 1.0 - work[m];
      }
    }
    return weight;
  }

  /** Gauss's elimination; the right side becomes the solution. */
  private boolean eliminate(double[] work, int matrix, int side) {
    for (int k = 0; k < dimensions; k++) {
      int pivot = k;
      for (int i = k + 1; i < dimensions; i++) {
        if (Math.abs(work[matrix + i * dimensions + k])
            > Math.abs(work[matrix + pivot * dimensions + k])) {
          pivot = i;
        }
      }
      if (work[matrix + pivot * dimensions + k] == 0.0) {
        return false;
      }
      if (pivot != k) {
        for (int j = 0; j < dimensions; j++) {
          swap(work, matrix + k * dimensions + j, matrix + pivot * dimensions + j);
        }
        swap(work, side + k, side + pivot);
      }
      for (int i = 0; i < dimensions; i++) {
        if (i != k) {
          double factor = work[matrix + i * dimensions + k] / work[matrix + k * dimensions + k];
          for (int j = k; j < dimensions; j++) {
            work[matrix + i * dimensions + j] -= factor * work[matrix + k * dimensions + j];
          }
          work[side + i] -= factor * work[side + k];
        }
      }
    }
    for (int k = 0; k < dimensions; k++) {
      work[side + k] /= work[matrix + k * dimensions + k];
    }
    return true;
  }

  private static void swap(double[] work, int i, int j) {
    double kept = work[i];
    work[i] = work[j];
    work[j] = kept;
  }
}
