// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/**
 * A map between the native sphere and the plane of projection. A direction is a unit vector (l, m,
 * n) = (cos theta cos phi, cos theta sin phi, sin theta) in native coordinates, the plane's x and y
 * are in radians (Paper II measures them in degrees). Unit vectors, since the projections used most
 * need no trigonometry at all for them and lose no digits near the point of reference.
 *
 * <p>Projections are immutable and may be used by many threads at a time.
 */
public interface Projection {
  /**
   * The native latitude of the point that (x, y) = (0, 0) shows, its native longitude being 0.
   *
   * @return degrees
   */
  double referenceLatitude();

  /**
   * Finds the direction of a point of the plane.
   *
   * @param x radians
   * @param y radians
   * @param direction receives (l, m, n)
   * @return false if no direction is shown there; {@code direction} is undefined then
   */
  boolean toSphere(double x, double y, double[] direction);

  /**
   * Finds the point of the plane that shows a direction.
   *
   * @param l towards native (0, 0)
   * @param m towards native (90, 0)
   * @param n towards the native pole
   * @param point receives (x, y) in radians
   * @return false if the direction is not shown; {@code point} is undefined then
   */
  boolean toPlane(double l, double m, double n, double[] point);

  /**
   * This projection with its plane shifted so that (0, 0) shows another point.
   *
   * @param longitude native longitude of that point, degrees
   * @param latitude native latitude of that point, degrees
   * @return the shifted projection
   * @throws IllegalArgumentException if the projection does not show that point
   */
  default Projection centredAt(double longitude, double latitude) {
    double[] point = new double[2];
    boolean shown =
        toPlane(
            Angle.cos(latitude) * Angle.cos(longitude),
            Angle.cos(latitude) * Angle.sin(longitude),
            Angle.sin(latitude),
            point);
    if (!shown) {
      throw new IllegalArgumentException(
          "the projection does not show its point of reference, native ("
              + longitude
              + ", "
              + latitude
              + ")");
    }
    return new OffsetProjection(this, point[0], point[1]);
  }
}
