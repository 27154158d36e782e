// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/**
 * A projection whose plane is shifted so that (0, 0) shows another point, by PVi_0 of the longitude
 * axis.
 *
 * @param inner the projection
 * @param x0 where the inner projection shows that point, radians
 * @param y0 where the inner projection shows that point, radians
 */
record OffsetProjection(Projection inner, double x0, double y0) implements Projection {
  @Override
  public double referenceLatitude() {
    return inner.referenceLatitude();
  }

  @Override
  public boolean toSphere(double x, double y, double[] direction) {
    return inner.toSphere(x + x0, y + y0, direction);
  }

  @Override
  public boolean toPlane(double l, double m, double n, double[] point) {
    boolean shown = inner.toPlane(l, m, n, point);
    point[0] -= x0;
    point[1] -= y0;
    return shown;
  }
}
