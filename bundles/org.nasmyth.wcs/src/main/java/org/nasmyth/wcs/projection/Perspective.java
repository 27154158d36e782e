// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/**
 * AZP: from a point on the axis onto a plane that may be tilted, Paper II section 5.1.1. The ray
 * from the eye through the direction is met with the plane, and the other way round with the
 * sphere.
 */
final class Perspective implements Projection {
  private final double mu;
  private final double cosTilt;
  private final double sinTilt;

  Perspective(Parameters parameters) {
    mu = parameters.get(1, 0.0);
    double tilt = parameters.get(2, 0.0);
    if (mu == -1.0) {
      throw parameters.wrong(1, "the point of projection lies in the plane");
    }
    cosTilt = Angle.cos(tilt);
    sinTilt = Angle.sin(tilt);
    if (cosTilt == 0.0) {
      throw parameters.wrong(2, "the plane of projection would hold the axis");
    }
  }

  @Override
  public double referenceLatitude() {
    return 90.0;
  }

  @Override
  public boolean toSphere(double x, double y, double[] direction) {
    double dl = -y * cosTilt;
    double dm = x;
    double dn = 1.0 + y * sinTilt + mu;
    double a = dl * dl + dm * dm + dn * dn;
    double b = mu * dn;
    double c = (mu - 1.0) * (mu + 1.0);
    double discriminant = b * b - a * c;
    if (discriminant < 0.0) {
      if (discriminant < -1e-12) {
        return false;
      }
      discriminant = 0.0;
    }
    double root = Math.sqrt(discriminant);
    double far = (b + (dn > 0.0 ? root : -root)) / a;
    direction[0] = far * dl;
    direction[1] = far * dm;
    direction[2] = far * dn - mu;
    return seen(direction[0], direction[2]) || (discriminant == 0.0);
  }

  @Override
  public boolean toPlane(double l, double m, double n, double[] point) {
    if (!seen(l, n)) {
      return false;
    }
    double scale = (mu + 1.0) / (mu + n + l * sinTilt / cosTilt);
    point[0] = scale * m;
    point[1] = -scale * l / cosTilt;
    return true;
  }

  private boolean seen(double l, double n) {
    boolean inFront = (mu + n + l * sinTilt / cosTilt) * Math.signum(mu + 1.0) > 0.0;
    // Seen from outside, a ray meets the sphere twice; the side of the pole is shown.
    return inFront && (Math.abs(mu) <= 1.0 || n * mu >= -1.0);
  }
}
