// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.distortion;

import org.jspecify.annotations.Nullable;

/**
 * The surfaces of IRAF's TNX and ZPX: what is added to intermediate world coordinates (degrees), as
 * power, Chebyshev or Legendre series.
 */
public final class IrafDistortion implements PlaneMap {
  private static final int CHEBYSHEV = 1;
  private static final int LEGENDRE = 2;
  private static final int POWERS = 3;
  private static final int LARGEST_ORDER = 20;

  private final @Nullable BivariatePolynomial first;
  private final @Nullable BivariatePolynomial second;

  /**
   * Makes the map.
   *
   * @param first the numbers of {@code lngcor}: type, orders in x and y, cross terms, bounds of x
   *     and of y, coefficients; empty if there is no correction
   * @param second the numbers of {@code latcor} likewise
   * @throws IllegalArgumentException if the numbers describe no surface
   */
  public IrafDistortion(double[] first, double[] second) {
    this.first = first.length == 0 ? null : surface(first);
    this.second = second.length == 0 ? null : surface(second);
  }

  @Override
  public void apply(double x, double y, double[] result) {
    result[0] = x;
    result[1] = y;
    result[2] = 1.0;
    result[3] = 0.0;
    result[4] = 0.0;
    result[5] = 1.0;
    if (first != null) {
      first.add(x, y, result, 0, 2);
    }
    if (second != null) {
      second.add(x, y, result, 1, 4);
    }
  }

  /**
   * One surface: its series is brought to powers of coordinates that run from -1 to 1 within the
   * bounds.
   */
  private static BivariatePolynomial surface(double[] numbers) {
    if (numbers.length < 8) {
      throw new IllegalArgumentException("at least 8 numbers are wanted, not " + numbers.length);
    }
    int type = (int) numbers[0];
    int ordersX = (int) numbers[1];
    int ordersY = (int) numbers[2];
    int cross = (int) numbers[3];
    if (type < CHEBYSHEV || type > POWERS) {
      throw new IllegalArgumentException("surface type " + numbers[0] + " is none of 1, 2, 3");
    }
    if (ordersX < 1 || ordersY < 1 || ordersX > LARGEST_ORDER || ordersY > LARGEST_ORDER) {
      throw new IllegalArgumentException(
          "orders " + numbers[1] + " and " + numbers[2] + " are not within 1 and " + LARGEST_ORDER);
    }
    if (cross < 0 || cross > 2) {
      throw new IllegalArgumentException("cross term type " + numbers[3] + " is none of 0, 1, 2");
    }
    double[][] basisX = basis(type, ordersX);
    double[][] basisY = basis(type, ordersY);
    double[][] powers = new double[ordersX][ordersY];
    int next = 8;
    int largest = Math.max(ordersX, ordersY);
    for (int j = 0; j < ordersY; j++) {
      int count =
          cross == 0
              ? (j == 0 ? ordersX : 1)
              : cross == 1 ? ordersX : Math.min(ordersX, largest - j);
      for (int i = 0; i < count; i++) {
        if (next >= numbers.length) {
          throw new IllegalArgumentException(
              "coefficients are missing: there are " + (numbers.length - 8));
        }
        double coefficient = numbers[next++];
        for (int p = 0; p <= i; p++) {
          for (int q = 0; q <= j; q++) {
            powers[p][q] += coefficient * basisX[i][p] * basisY[j][q];
          }
        }
      }
    }
    return type == POWERS
        ? new BivariatePolynomial(powers)
        : new BivariatePolynomial(
            powers, range(numbers[4], numbers[5]), range(numbers[6], numbers[7]));
  }

  private static BivariatePolynomial.Range range(double from, double to) {
    if (from == to) {
      throw new IllegalArgumentException(
          "the bounds " + from + " and " + to + " of the surface are equal");
    }
    return new BivariatePolynomial.Range((to + from) / 2.0, 2.0 / (to - from));
  }

  private static double[][] basis(int type, int orders) {
    double[][] basis = new double[orders][orders];
    basis[0][0] = 1.0;
    if (orders > 1) {
      basis[1][1] = 1.0;
    }
    for (int k = 2; k < orders; k++) {
      double grow = type == CHEBYSHEV ? 2.0 : type == LEGENDRE ? (2.0 * k - 1.0) / k : 1.0;
      double less = type == CHEBYSHEV ? 1.0 : type == LEGENDRE ? (k - 1.0) / k : 0.0;
      for (int p = 0; p <= k; p++) {
        basis[k][p] = (p > 0 ? grow * basis[k - 1][p - 1] : 0.0) - less * basis[k - 2][p];
      }
    }
    return basis;
  }
}
