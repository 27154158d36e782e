// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/**
 * A projection onto a cone, Paper II section 5.4: meridians are straight lines through one point,
 * parallels are circles about it.
 */
abstract class Conic extends AngularProjection {
  /** Native latitude in the middle of the two standard parallels, degrees. */
  final double middle;

  /** Half of what lies between the standard parallels, degrees. */
  final double half;

  private final Parameters parameters;

  Conic(Parameters parameters) {
    super(parameters.required(1));
    this.parameters = parameters;
    middle = parameters.required(1);
    half = parameters.get(2, 0.0);
    if (middle == 0.0 || Math.abs(middle) > 90.0) {
      throw parameters.wrong(1, "a latitude other than 0 within -90 and 90 degrees is wanted");
    }
    if (!(Math.abs(middle) + Math.abs(half) <= 90.0)) {
      throw parameters.wrong(2, "a standard parallel would lie beyond the pole");
    }
  }

  /**
   * The complaint about the spread of the standard parallels.
   *
   * @param reason what is wrong
   * @return the exception
   */
  final IllegalArgumentException wrongSpread(String reason) {
    return parameters.wrong(2, reason);
  }

  /**
   * How far meridians are apart on the plane.
   *
   * @return angle on the plane over angle on the sphere, not 0
   */
  abstract double constant();

  /**
   * The y of the meridians' common point.
   *
   * @return radians
   */
  abstract double apex();

  /**
   * The radius of a parallel.
   *
   * @param latitude radians
   * @return radians, of the sign of the middle latitude; NaN if the parallel is not shown
   */
  abstract double radius(double latitude);

  /**
   * The parallel of a radius.
   *
   * @param radius radians, of the sign of the middle latitude
   * @return radians; NaN if nothing is shown there
   */
  abstract double latitude(double radius);

  @Override
  final void toAngles(double x, double y, double[] angles) {
    double dy = apex() - y;
    double radius = Math.copySign(Math.sqrt(x * x + dy * dy), middle);
    angles[0] = radius == 0.0 ? 0.0 : Math.atan2(x / radius, dy / radius) / constant();
    angles[1] = latitude(radius);
  }

  @Override
  final void toPoint(double longitude, double latitude, double[] point) {
    double radius = radius(latitude);
    double angle = constant() * longitude;
    double s = Math.sin(angle / 2.0);
    // apex - radius cos(angle), without subtracting what is nearly equal.
    point[0] = radius * Math.sin(angle);
    point[1] = (apex() - radius) + 2.0 * radius * s * s;
  }
}
