// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/** XPH: the diamonds of HEALPix about a pole, the butterfly, Calabretta and Lowe 2013. */
final class HealPixPolar implements Projection {
  private static final double ROOT_HALF = Math.sqrt(0.5);
  private static final double QUARTER = Math.PI / 2;

  @Override
  public double referenceLatitude() {
    return 90.0;
  }

  @Override
  public boolean toSphere(double x, double y, double[] direction) {
    // Each wing is a HEALPix quarter turned by 45 degrees; (xi, eta) are its own coordinates.
    double xr = x * ROOT_HALF;
    double yr = y * ROOT_HALF;
    double xi;
    double eta;
    double start;
    if (xr <= 0.0 && yr > 0.0) {
      xi = -xr - yr;
      eta = xr - yr;
      start = -Math.PI;
    } else if (xr < 0.0 && yr <= 0.0) {
      xi = xr - yr;
      eta = xr + yr;
      start = -QUARTER;
    } else if (xr >= 0.0 && yr < 0.0) {
      xi = xr + yr;
      eta = -xr + yr;
      start = 0.0;
    } else {
      xi = -xr + yr;
      eta = -xr - yr;
      start = QUARTER;
    }
    xi += Math.PI / 4;
    eta += QUARTER;
    double height = Math.abs(eta);
    double longitude;
    double n;
    double flat;
    if (height <= Math.PI / 4) {
      n = eta / (Math.PI * 3 / 8);
      flat = Math.sqrt(Math.max(0.0, (1.0 - n) * (1.0 + n)));
      longitude = xi;
    } else {
      double sigma = (QUARTER - height) / (Math.PI / 4);
      if (sigma < -1e-12) {
        return false;
      }
      sigma = Math.max(0.0, sigma);
      double q = sigma * sigma / 3.0;
      n = Math.copySign(1.0 - q, eta);
      flat = Math.sqrt(q * (2.0 - q));
      longitude = sigma == 0.0 ? Math.PI / 4 : Math.PI / 4 + (xi - Math.PI / 4) / sigma;
    }
    if (longitude < -1e-12 || longitude > QUARTER + 1e-12) {
      return false;
    }
    direction[0] = flat * Math.cos(longitude + start);
    direction[1] = flat * Math.sin(longitude + start);
    direction[2] = n;
    return true;
  }

  @Override
  public boolean toPlane(double l, double m, double n, double[] point) {
    double longitude = Math.atan2(m, l);
    int wing = (int) Math.max(-2.0, Math.min(1.0, Math.floor(longitude / QUARTER)));
    double psi = longitude - wing * QUARTER;
    double sine = Math.abs(n);
    double xi;
    double eta;
    if (sine <= 2.0 / 3.0) {
      xi = psi;
      eta = Math.PI * 3 / 8 * n;
      eta -= QUARTER;
    } else {
      double sigma = Math.sqrt(3.0 * (l * l + m * m) / (1.0 + sine));
      xi = Math.PI / 4 + (psi - Math.PI / 4) * sigma;
      // eta - 90 degrees, exact at the pole in the middle.
      eta = n > 0.0 ? -Math.PI / 4 * sigma : -Math.PI + Math.PI / 4 * sigma;
    }
    xi -= Math.PI / 4;
    switch (wing) {
      case -2 -> set(point, -xi + eta, -xi - eta);
      case -1 -> set(point, xi + eta, -xi + eta);
      case 0 -> set(point, xi - eta, xi + eta);
      default -> set(point, -xi - eta, xi - eta);
    }
    return true;
  }

  private static void set(double[] point, double x, double y) {
    point[0] = x * ROOT_HALF;
    point[1] = y * ROOT_HALF;
  }
}
