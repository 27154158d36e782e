// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/**
 * HPX: equal area diamonds, H of them around and K from north to south, Calabretta and Roukema
 * 2007.
 */
final class HealPix implements Projection {
  private final int around;
  private final int across;

  HealPix(Parameters parameters) {
    around = whole(parameters, 1, 4);
    across = whole(parameters, 2, 3);
  }

  private static int whole(Parameters parameters, int m, int otherwise) {
    double value = parameters.get(m, otherwise);
    if (value < 1.0 || value > 1e6 || value != Math.rint(value)) {
      throw parameters.wrong(m, "a whole number above 0 is wanted");
    }
    return (int) value;
  }

  @Override
  public double referenceLatitude() {
    return 0.0;
  }

  @Override
  public boolean toSphere(double x, double y, double[] direction) {
    double width = Math.PI / around;
    double height = Math.abs(y) / width;
    if (Math.abs(x) > Math.PI + 1e-12) {
      return false;
    }
    double longitude;
    double n;
    double flat;
    if (height <= (across - 1) / 2.0) {
      n = 2.0 * height / across;
      flat = Math.sqrt((1.0 - n) * (1.0 + n));
      longitude = x;
    } else {
      double sigma = (across + 1) / 2.0 - height;
      if (sigma < 0.0) {
        if (sigma < -1e-12) {
          return false;
        }
        sigma = 0.0;
      }
      double middle = middle(x, y > 0.0);
      double offset = x - middle;
      if (Math.abs(offset) > sigma * width + 1e-12) {
        return false;
      }
      double q = sigma * sigma / across;
      n = 1.0 - q;
      flat = Math.sqrt(q * (2.0 - q));
      longitude = sigma == 0.0 ? middle : middle + offset / sigma;
    }
    direction[0] = flat * Math.cos(longitude);
    direction[1] = flat * Math.sin(longitude);
    direction[2] = Math.copySign(n, y);
    return true;
  }

  @Override
  public boolean toPlane(double l, double m, double n, double[] point) {
    double longitude = Math.atan2(m, l);
    double width = Math.PI / around;
    double sine = Math.abs(n);
    if (sine * across <= across - 1) {
      point[0] = longitude;
      point[1] = n * across * width / 2.0;
      return true;
    }
    // 1 - |sin|, from the cosine since that keeps its digits at the pole.
    double depth = (l * l + m * m) / (1.0 + sine);
    double sigma = Math.sqrt(across * depth);
    double middle = middle(longitude, n > 0.0);
    point[0] = middle + (longitude - middle) * sigma;
    point[1] = Math.copySign(((across + 1) / 2.0 - sigma) * width, n);
    return true;
  }

  /** The longitude in the middle of the polar facet that holds a longitude. */
  private double middle(double longitude, boolean north) {
    int omega = across % 2 == 1 || north ? 1 : 0;
    double facet =
        Math.floor((longitude + Math.PI) * around / (2.0 * Math.PI) + (1.0 - omega) / 2.0);
    if (omega == 1) {
      facet = Math.max(0.0, Math.min(around - 1.0, facet));
    }
    return -Math.PI + (2.0 * facet + omega) * Math.PI / around;
  }
}
