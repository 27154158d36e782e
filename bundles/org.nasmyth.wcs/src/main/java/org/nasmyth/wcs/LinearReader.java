// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import org.nasmyth.wcs.projection.Angle;

/**
 * The rules by which CD, PC, CDELT, CROTA and the old PC00i00j tell the linear part, Paper I
 * section 2.1.
 */
final class LinearReader {
  private final CardReader cards;
  private final int size;

  LinearReader(CardReader cards, int size) {
    this.cards = cards;
    this.size = size;
  }

  /**
   * Reads CRPIXj and the matrix in the units of CUNIT.
   *
   * @param longitude the world axis of longitude, from 0, or -1
   * @param latitude the world axis of latitude, from 0, or -1; CROTA is looked for there
   * @param factors what to multiply the rows with
   * @return the linear part
   */
  LinearPart read(int longitude, int latitude, double[] factors) {
    double[] referencePixel = new double[size];
    for (int j = 0; j < size; j++) {
      referencePixel[j] = cards.number(cards.key("CRPIX" + (j + 1)), 0.0);
    }
    double[][] matrix = matrix(longitude, latitude);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        matrix[i][j] *= factors[i];
      }
    }
    return new LinearPart(referencePixel, matrix);
  }

  private double[][] matrix(int longitude, int latitude) {
    boolean hasCd = has("CD");
    boolean hasPc = has("PC");
    boolean hasOldPc = !hasPc && hasOld();
    if (hasCd && hasPc) {
      double[][] cd = cd();
      double[][] pc = scaled(pc("PC", false));
      requireEqual(cd, pc);
      return cd;
    }
    if (hasCd) {
      return cd();
    }
    if (hasPc || hasOldPc) {
      return scaled(pc("PC", hasOldPc));
    }
    double[][] identity = new double[size][size];
    for (int i = 0; i < size; i++) {
      identity[i][i] = 1.0;
    }
    double[][] matrix = scaled(identity);
    double turn = latitude < 0 ? 0.0 : rotation(longitude, latitude);
    if (turn != 0.0) {
      double lngStep = matrix[longitude][longitude];
      double latStep = matrix[latitude][latitude];
      matrix[longitude][longitude] = lngStep * Angle.cos(turn);
      matrix[longitude][latitude] = -latStep * Angle.sin(turn);
      matrix[latitude][longitude] = lngStep * Angle.sin(turn);
      matrix[latitude][latitude] = latStep * Angle.cos(turn);
    }
    return matrix;
  }

  private double rotation(int longitude, int latitude) {
    String keyword = "CROTA" + (latitude + 1);
    return cards.has(keyword)
        ? cards.number(keyword, 0.0)
        : cards.number("CROTA" + (longitude + 1), 0.0);
  }

  private boolean has(String root) {
    for (int i = 1; i <= size; i++) {
      for (int j = 1; j <= size; j++) {
        if (cards.has(cards.key(root + i + "_" + j))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean hasOld() {
    for (int i = 1; i <= size; i++) {
      for (int j = 1; j <= size; j++) {
        if (cards.has(old(i, j))) {
          return true;
        }
      }
    }
    return false;
  }

  private static String old(int i, int j) {
    return "PC00" + i + "00" + j;
  }

  private double[][] cd() {
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      boolean row = false;
      for (int j = 0; j < size; j++) {
        String keyword = cards.key("CD" + (i + 1) + "_" + (j + 1));
        row |= cards.has(keyword);
        matrix[i][j] = cards.number(keyword, 0.0);
      }
      // An axis that was added to an image without a thought of its CD matrix.
      if (!row) {
        matrix[i][i] = cards.number(cards.key("CDELT" + (i + 1)), 1.0);
      }
    }
    return matrix;
  }

  private double[][] pc(String root, boolean old) {
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        String keyword = old ? old(i + 1, j + 1) : cards.key(root + (i + 1) + "_" + (j + 1));
        matrix[i][j] = cards.number(keyword, i == j ? 1.0 : 0.0);
      }
    }
    return matrix;
  }

  private double[][] scaled(double[][] matrix) {
    for (int i = 0; i < size; i++) {
      String keyword = cards.key("CDELT" + (i + 1));
      double step = cards.number(keyword, 1.0);
      if (step == 0.0) {
        throw new WcsException(
            keyword + " = " + cards.text(keyword) + ": an axis without steps has no coordinates.");
      }
      for (int j = 0; j < size; j++) {
        matrix[i][j] *= step;
      }
    }
    return matrix;
  }

  private void requireEqual(double[][] cd, double[][] pc) {
    for (int i = 0; i < size; i++) {
      double scale = 0.0;
      for (double element : cd[i]) {
        scale = Math.max(scale, Math.abs(element));
      }
      for (int j = 0; j < size; j++) {
        if (!(Math.abs(cd[i][j] - pc[i][j]) <= 1e-7 * scale)) {
          String place = (i + 1) + "_" + (j + 1);
          throw new WcsException(
              "CD and PC contradict each other: "
                  + cards.key("CD" + place)
                  + " is "
                  + cd[i][j]
                  + ", but "
                  + cards.key("PC" + place)
                  + " with "
                  + cards.key("CDELT" + (i + 1))
                  + " makes "
                  + pc[i][j]
                  + ".");
        }
      }
    }
  }
}
