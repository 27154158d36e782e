// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.distortion;

import org.jspecify.annotations.Nullable;

/**
 * What tables add to pixel coordinates, between whose points is interpolated linearly; beyond a
 * table its edge counts. So the Hubble telescope's archive writes what no polynomial describes
 * (CPDISj and D2IMDISj of type LOOKUP).
 */
public final class LookupDistortion implements PlaneMap {
  private final @Nullable Grid first;
  private final @Nullable Grid second;

  /** The numbers of a table and where they lie on the image. Immutable. */
  public static final class Grid {
    private final int width;
    private final int height;
    private final double[] values;
    private final double referenceX;
    private final double referenceY;
    private final double startX;
    private final double startY;
    private final double stepX;
    private final double stepY;

    /**
     * Makes a table.
     *
     * @param width points along x, at least 2
     * @param height points along y, at least 2
     * @param values the numbers, x running fastest; copied
     * @param reference point of the table that lies at {@code start}: x, then y. Both count from 0,
     *     as those who write such files mean it
     * @param start pixel coordinates of that point, from 0
     * @param step pixels from one point to the next, not 0
     * @throws IllegalArgumentException if sizes do not match or a step is 0
     */
    public Grid(
        int width, int height, double[] values, double[] reference, double[] start, double[] step) {
      if (width < 2 || height < 2 || values.length != (long) width * height) {
        throw new IllegalArgumentException(
            "a table of " + width + " by " + height + " points has " + values.length + " numbers");
      }
      if (step[0] == 0.0 || step[1] == 0.0) {
        throw new IllegalArgumentException("a step of the table is 0");
      }
      this.width = width;
      this.height = height;
      this.values = values.clone();
      referenceX = reference[0];
      referenceY = reference[1];
      startX = start[0];
      startY = start[1];
      stepX = step[0];
      stepY = step[1];
    }

    private void add(double x, double y, double[] result, int value, int slopes) {
      double wantedX = (x - 1.0 - startX) / stepX + referenceX;
      double wantedY = (y - 1.0 - startY) / stepY + referenceY;
      double placeX = Math.max(0.0, Math.min(width - 1.0, wantedX));
      double placeY = Math.max(0.0, Math.min(height - 1.0, wantedY));
      int i = (int) Math.min(width - 2.0, Math.floor(placeX));
      int j = (int) Math.min(height - 2.0, Math.floor(placeY));
      double fx = placeX - i;
      double fy = placeY - j;
      double a = values[j * width + i];
      double b = values[j * width + i + 1];
      double c = values[(j + 1) * width + i];
      double d = values[(j + 1) * width + i + 1];
      result[value] += (1.0 - fy) * ((1.0 - fx) * a + fx * b) + fy * ((1.0 - fx) * c + fx * d);
      if (placeX == wantedX) {
        result[slopes] += ((1.0 - fy) * (b - a) + fy * (d - c)) / stepX;
      }
      if (placeY == wantedY) {
        result[slopes + 1] += ((1.0 - fx) * (c - a) + fx * (d - b)) / stepY;
      }
    }
  }

  /**
   * Makes the map.
   *
   * @param first what is added to the first coordinate; null if nothing is
   * @param second what is added to the second coordinate; null if nothing is
   */
  public LookupDistortion(@Nullable Grid first, @Nullable Grid second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public void apply(double x, double y, double[] result) {
    result[0] = x;
    result[1] = y;
    result[2] = 1.0;
    result[3] = 0.0;
    result[4] = 0.0;
    result[5] = 1.0;
    if (first != null) {
      first.add(x, y, result, 0, 2);
    }
    if (second != null) {
      second.add(x, y, result, 1, 4);
    }
  }
}
