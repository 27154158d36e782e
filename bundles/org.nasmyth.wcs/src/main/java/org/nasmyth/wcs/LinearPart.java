// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

/**
 * The linear part of a WCS: pixel coordinates less the reference pixel, times a matrix. Immutable.
 */
final class LinearPart {
  private final int size;
  private final double[] referencePixel;
  private final double[] matrix;
  private final double[] inverse;

  /**
   * Makes the part.
   *
   * @param referencePixel CRPIXj
   * @param matrix rows of world axes, columns of pixel axes
   * @throws WcsException if the matrix cannot be inverted
   */
  LinearPart(double[] referencePixel, double[][] matrix) {
    size = referencePixel.length;
    this.referencePixel = referencePixel.clone();
    this.matrix = new double[size * size];
    for (int i = 0; i < size; i++) {
      System.arraycopy(matrix[i], 0, this.matrix, i * size, size);
    }
    inverse = inverted(matrix);
  }

  private static double[] inverted(double[][] matrix) {
    int size = matrix.length;
    double[][] left = new double[size][];
    double[] scales = new double[size];
    for (int i = 0; i < size; i++) {
      left[i] = matrix[i].clone();
      for (double value : left[i]) {
        scales[i] = Math.max(scales[i], Math.abs(value));
      }
    }
    double[][] right = new double[size][size];
    for (int i = 0; i < size; i++) {
      right[i][i] = 1.0;
    }
    for (int k = 0; k < size; k++) {
      int pivot = k;
      double best = -1.0;
      for (int i = k; i < size; i++) {
        double relative = scales[i] == 0.0 ? 0.0 : Math.abs(left[i][k]) / scales[i];
        if (relative > best) {
          best = relative;
          pivot = i;
        }
      }
      if (!(best > 1e-13)) {
        throw new WcsException(
            "The matrix of CDi_j, or of PCi_j and CDELTi, is singular: " + told(matrix) + ".");
      }
      double[] row = left[k];
      left[k] = left[pivot];
      left[pivot] = row;
      row = right[k];
      right[k] = right[pivot];
      right[pivot] = row;
      double scale = scales[k];
      scales[k] = scales[pivot];
      scales[pivot] = scale;
      for (int i = 0; i < size; i++) {
        double factor = left[i][k] / left[k][k];
        if (i != k && factor != 0.0) {
          for (int j = 0; j < size; j++) {
            left[i][j] -= factor * left[k][j];
            right[i][j] -= factor * right[k][j];
          }
        }
      }
    }
    double[] inverse = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        inverse[i * size + j] = right[i][j] / left[i][i];
      }
    }
    return inverse;
  }

  private static String told(double[][] matrix) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix.length; j++) {
        text.append(text.isEmpty() ? "" : ", ")
            .append(i + 1)
            .append('_')
            .append(j + 1)
            .append(" = ")
            .append(matrix[i][j]);
      }
    }
    return text.toString();
  }

  /** CRPIXj by j from 0. */
  double referencePixel(int pixelAxis) {
    return referencePixel[pixelAxis];
  }

  /** The element of the matrix, axes from 0. */
  double element(int worldAxis, int pixelAxis) {
    return matrix[worldAxis * size + pixelAxis];
  }

  /** Intermediate world coordinates of pixel coordinates; the arrays must differ. */
  void toOffsets(double[] pixel, double[] offsets) {
    for (int i = 0; i < size; i++) {
      offsets[i] = row(i, pixel);
    }
  }

  /** One intermediate world coordinate. */
  double row(int worldAxis, double[] pixel) {
    double sum = 0.0;
    for (int j = 0; j < size; j++) {
      sum += matrix[worldAxis * size + j] * (pixel[j] - referencePixel[j]);
    }
    return sum;
  }

  /** Pixel coordinates of intermediate world coordinates; the arrays must differ. */
  void toPixel(double[] offsets, double[] pixel) {
    for (int j = 0; j < size; j++) {
      double sum = 0.0;
      for (int i = 0; i < size; i++) {
        sum += inverse[j * size + i] * offsets[i];
      }
      pixel[j] = sum + referencePixel[j];
    }
  }
}
