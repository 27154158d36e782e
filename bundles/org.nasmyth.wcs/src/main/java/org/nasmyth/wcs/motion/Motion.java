// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.motion;

import org.nasmyth.wcs.region.UnitVector;

/**
 * How an observer moves against the barycentre.
 *
 * @param velocity ICRS, m/s
 * @param error how far each component along a line of sight can be off, m/s
 */
record Motion(UnitVector velocity, double error) {

  static final double LIGHT = 299_792_458.0;

  static Motion of(double[] velocity, double error) {
    return new Motion(new UnitVector(velocity[0], velocity[1], velocity[2]), error);
  }

  static Motion unknown(double most) {
    return new Motion(new UnitVector(0, 0, 0), most);
  }

  private double speed() {
    return Math.sqrt(
        velocity.x() * velocity.x() + velocity.y() * velocity.y() + velocity.z() * velocity.z());
  }

  /**
   * The least and the greatest velocity towards the places of a part of the sky, m/s, error
   * included.
   */
  double[] towards(Sight sight) {
    double speed = speed();
    double[] found = {-speed - error, speed + error};
    if (speed > 0 && sight.known()) {
      UnitVector apex =
          new UnitVector(velocity.x() / speed, velocity.y() / speed, velocity.z() / speed);
      double angle = apex.angle(sight.centre());
      found[0] = speed * Math.cos(Math.min(Math.PI, angle + sight.radius())) - error;
      found[1] = speed * Math.cos(Math.max(0, angle - sight.radius())) + error;
    }
    return found;
  }

  /**
   * By what a wavelength of the barycentre's has to be multiplied for this observer.
   *
   * @param towards velocity towards the source, m/s
   */
  double factor(double towards) {
    double beta = speed() / LIGHT;
    return Math.sqrt(1 - beta * beta) / (1 + towards / LIGHT);
  }
}
