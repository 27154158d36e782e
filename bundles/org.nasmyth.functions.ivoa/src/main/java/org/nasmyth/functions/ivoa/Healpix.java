// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.ivoa;

import org.nasmyth.sphere.SkyPoint;

/**
 * The HEALPix tessellation at one order in NESTED numbering (Gorski et al. 2005, ApJ 622, 759).
 *
 * @param order the order, 0 to {@value #HIGHEST}
 */
record Healpix(int order) {

  /** The highest order whose cells have numbers in a long. */
  static final int HIGHEST = 29;

  /** The rows of the base cells' southern corners, counted from the north pole in cell sides. */
  private static final int[] ROW = {2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4};

  /** The longitudes of the base cells' centres in eighths of a turn. */
  private static final int[] COLUMN = {1, 3, 5, 7, 0, 2, 4, 6, 1, 3, 5, 7};

  /** Beyond this |z|, one minus z has lost digits and the sine of the polar angle is better. */
  private static final double NEAR_POLE = 0.99;

  Healpix {
    if (order < 0 || order > HIGHEST) {
      throw new IllegalArgumentException(
          "the order has to lie between 0 and " + HIGHEST + ", got " + order);
    }
  }

  private long side() {
    return 1L << order;
  }

  /** The number of the cell that holds a direction. */
  long index(SkyPoint point) {
    double z = point.z();
    double quarters = point.longitude() / 90;
    return Math.abs(z) <= 2.0 / 3 ? equatorial(z, quarters) : polar(point, z, quarters);
  }

  private long equatorial(double z, double quarters) {
    double across = side() * (0.5 + quarters);
    double along = side() * z * 0.75;
    long rising = (long) Math.floor(across + along);
    long falling = (long) Math.floor(across - along);
    int upper = (int) (falling >> order);
    int lower = (int) (rising >> order);
    int face = upper == lower ? upper | 4 : upper < lower ? upper : lower + 8;
    long mask = side() - 1;
    return number(face, rising & mask, side() - 1 - (falling & mask));
  }

  private long polar(SkyPoint point, double z, double quarters) {
    int quarter = Math.min(3, (int) quarters);
    double within = quarters - quarter;
    double height = Math.abs(z);
    double sine = Math.hypot(point.x(), point.y());
    double distance =
        side()
            * (height < NEAR_POLE
                ? Math.sqrt(3 * (1 - height))
                : sine / Math.sqrt((1 + height) / 3));
    long falling = Math.min(side() - 1, (long) (within * distance));
    long rising = Math.min(side() - 1, (long) ((1 - within) * distance));
    return z >= 0
        ? number(quarter, side() - 1 - rising, side() - 1 - falling)
        : number(quarter + 8, falling, rising);
  }

  private long number(int face, long x, long y) {
    return ((long) face << (2 * order)) + spread(x) + (spread(y) << 1);
  }

  /** The centre of a cell. */
  SkyPoint center(long index) {
    long cells = 12L << (2 * order);
    if (index < 0 || index >= cells) {
      throw new IllegalArgumentException(
          "the index at order "
              + order
              + " has to lie between 0 and "
              + (cells - 1)
              + ", got "
              + index);
    }
    int face = (int) (index >> (2 * order));
    long within = index & ((1L << (2 * order)) - 1);
    long x = gather(within);
    long y = gather(within >> 1);
    long row = ((long) ROW[face] << order) - x - y - 1;
    boolean north = row < side();
    boolean south = row > 3 * side();
    long ring = north ? row : south ? 4 * side() - row : side();
    double longitude = 45.0 * (COLUMN[face] * ring + x - y) / ring;
    if (north || south) {
      double fraction = (double) ring / side();
      double depth = fraction * fraction / 3;
      double sine = Math.sqrt(depth * (2 - depth));
      double latitude = Math.toDegrees(Math.atan2(1 - depth, sine));
      return new SkyPoint(longitude, north ? latitude : -latitude);
    }
    double z = (2.0 * side() - row) * 2 / (3.0 * side());
    return new SkyPoint(longitude, Math.toDegrees(Math.asin(z)));
  }

  /** The bits of a number on the even places. */
  private static long spread(long bits) {
    long result = 0;
    for (int i = 0; i < HIGHEST; i++) {
      result |= (bits >> i & 1) << (2 * i);
    }
    return result;
  }

  /** The bits on the even places of a number. */
  private static long gather(long bits) {
    long result = 0;
    for (int i = 0; i < HIGHEST; i++) {
      result |= (bits >> (2 * i) & 1) << i;
    }
    return result;
  }
}
