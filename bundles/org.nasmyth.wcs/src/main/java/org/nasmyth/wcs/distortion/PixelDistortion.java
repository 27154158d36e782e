// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.distortion;

import org.jspecify.annotations.Nullable;

/**
 * The distortions of pixel coordinates in the order in which they count: first that of the
 * detector; to what comes out, the polynomials of SIP and the tables of CPDIS both add what they
 * have there. Coordinates are relative to the reference pixel.
 */
public final class PixelDistortion implements PlaneMap {
  private final double originX;
  private final double originY;
  private final @Nullable PlaneMap detector;
  private final @Nullable PlaneMap polynomials;
  private final @Nullable PlaneMap tables;

  /**
   * Makes the map.
   *
   * @param originX first pixel coordinate of the reference pixel
   * @param originY second pixel coordinate of the reference pixel
   * @param detector in pixel coordinates; null if there is none
   * @param polynomials relative to the reference pixel; null if there are none
   * @param tables in pixel coordinates; null if there are none
   */
  public PixelDistortion(
      double originX,
      double originY,
      @Nullable PlaneMap detector,
      @Nullable PlaneMap polynomials,
      @Nullable PlaneMap tables) {
    this.originX = originX;
    this.originY = originY;
    this.detector = detector;
    this.polynomials = polynomials;
    this.tables = tables;
  }

  @Override
  public void apply(double x, double y, double[] result) {
    double u = x;
    double v = y;
    double ux = 1.0;
    double uy = 0.0;
    double vx = 0.0;
    double vy = 1.0;
    if (detector != null) {
      detector.apply(x + originX, y + originY, result);
      u = result[0] - originX;
      v = result[1] - originY;
      ux = result[2];
      uy = result[3];
      vx = result[4];
      vy = result[5];
    }
    double sumU = u;
    double sumV = v;
    double a = 1.0;
    double b = 0.0;
    double c = 0.0;
    double d = 1.0;
    if (polynomials != null) {
      polynomials.apply(u, v, result);
      sumU += result[0] - u;
      sumV += result[1] - v;
      a += result[2] - 1.0;
      b += result[3];
      c += result[4];
      d += result[5] - 1.0;
    }
    if (tables != null) {
      tables.apply(u + originX, v + originY, result);
      sumU += result[0] - (u + originX);
      sumV += result[1] - (v + originY);
      a += result[2] - 1.0;
      b += result[3];
      c += result[4];
      d += result[5] - 1.0;
    }
    result[0] = sumU;
    result[1] = sumV;
    result[2] = a * ux + b * vx;
    result[3] = a * uy + b * vy;
    result[4] = c * ux + d * vx;
    result[5] = c * uy + d * vy;
  }
}
