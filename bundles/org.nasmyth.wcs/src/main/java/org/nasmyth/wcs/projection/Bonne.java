// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/** BON: parallels are concentric circles of true length, Paper II section 5.5.1. */
final class Bonne extends AngularProjection {
  private final double apex;

  private Bonne(double latitude) {
    super(0.0);
    apex = Angle.cos(latitude) / Angle.sin(latitude) + Math.toRadians(latitude);
  }

  /**
   * Makes the projection.
   *
   * @param parameters PVi_1 is the latitude of the middle parallel; with 0 it is that of Sanson and
   *     Flamsteed
   * @return the projection
   */
  static Projection of(Parameters parameters) {
    double latitude = parameters.required(1);
    if (!(Math.abs(latitude) <= 90.0)) {
      throw parameters.wrong(1, "a latitude within -90 and 90 degrees is wanted");
    }
    return latitude == 0.0 ? new SansonFlamsteed() : new Bonne(latitude);
  }

  @Override
  void toAngles(double x, double y, double[] angles) {
    double dy = apex - y;
    double radius = Math.copySign(Math.sqrt(x * x + dy * dy), apex);
    double latitude = apex - radius;
    double cosine = Math.cos(latitude);
    double angle = radius == 0.0 ? 0.0 : Math.atan2(x / radius, dy / radius);
    angles[0] =
        cosine < EDGE
            ? (Math.abs(angle * radius) < 1e-9 ? 0.0 : Double.NaN)
            : angle * radius / cosine;
    angles[1] = latitude;
  }

  @Override
  void toPoint(double longitude, double latitude, double[] point) {
    double radius = apex - latitude;
    double angle = radius == 0.0 ? 0.0 : longitude * Math.cos(latitude) / radius;
    double s = Math.sin(angle / 2.0);
    point[0] = radius * Math.sin(angle);
    point[1] = latitude + 2.0 * radius * s * s;
  }
}
