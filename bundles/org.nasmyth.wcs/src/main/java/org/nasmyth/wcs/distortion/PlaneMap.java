// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.distortion;

/** A smooth map of the plane to itself. Immutable; any number of threads may use one. */
public interface PlaneMap {
  /** The length of the array that {@link #apply} fills. */
  int RESULTS = 6;

  /**
   * Maps a point.
   *
   * @param x first coordinate
   * @param y second coordinate
   * @param result receives the image (u, v), then du/dx, du/dy, dv/dx, dv/dy
   */
  void apply(double x, double y, double[] result);

  /**
   * Finds the point that is mapped to a given one, by Newton's method with shortened steps where a
   * full one leads away.
   *
   * @param u first coordinate of the image
   * @param v second coordinate of the image
   * @param startX where to begin
   * @param startY where to begin
   * @param result receives the point in its first two elements
   * @return false if no point was found, because the map folds there or takes no such value
   */
  default boolean invert(double u, double v, double startX, double startY, double[] result) {
    double x = startX;
    double y = startY;
    apply(x, y, result);
    double error = Math.hypot(result[0] - u, result[1] - v);
    double scale = 1e-15 * (Math.abs(u) + Math.abs(v)) + 1e-300;
    for (int k = 0; k < 60 && error > scale; k++) {
      double determinant = result[2] * result[5] - result[3] * result[4];
      double du = u - result[0];
      double dv = v - result[1];
      double dx = (du * result[5] - dv * result[3]) / determinant;
      double dy = (dv * result[2] - du * result[4]) / determinant;
      if (!Double.isFinite(dx) || !Double.isFinite(dy)) {
        return false;
      }
      double nextError = Double.POSITIVE_INFINITY;
      for (int halvings = 0; halvings < 12; halvings++) {
        apply(x + dx, y + dy, result);
        nextError = Math.hypot(result[0] - u, result[1] - v);
        if (nextError < error) {
          break;
        }
        dx /= 2.0;
        dy /= 2.0;
      }
      if (!(nextError < error)) {
        break;
      }
      x += dx;
      y += dy;
      error = nextError;
    }
    result[0] = x;
    result[1] = y;
    return error <= 1e-11 * (1e-3 + Math.abs(u) + Math.abs(v));
  }
}
