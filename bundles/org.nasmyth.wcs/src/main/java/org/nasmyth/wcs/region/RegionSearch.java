// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.region;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.nasmyth.wcs.SkyPlane;

/**
 * The pixels that a region of the sky needs: the smallest box of whole pixels that holds every
 * pixel of which any part lies in the region.
 *
 * <p>The search goes from pixels to the sky. It divides the image into blocks, drops those that are
 * certainly outside of the region or inside the box found so far, and divides the rest further. So
 * it is indifferent to poles, to where longitudes wrap, to projections that show a place twice or
 * not at all, and to distortions that have no inverse. Pixels that a region misses by less than a
 * hundred-thousandth of a pixel (a ten-thousandth at the border of what the projection shows) may
 * be in the box.
 */
public final class RegionSearch {
  private static final int MOST_SLICES = 257;

  private RegionSearch() {}

  /**
   * Finds the box of pixels. Where celestial coordinates depend on further pixel axes, it holds the
   * boxes for all pixels along those.
   *
   * @param plane the image
   * @param region the region
   * @return the box, or empty if the region has no pixel of the image
   * @throws org.nasmyth.wcs.WcsException if the frame of the image has no known relation to ICRS
   */
  public static Optional<PixelBox> box(SkyPlane plane, SkyRegion region) {
    List<UnitVector> samples = region.samples();
    List<PixelBox> found = new ArrayList<>();
    double[] pixel = new double[plane.shape().length];
    Arrays.fill(pixel, 1.0);
    slices(
        plane,
        pixel,
        0,
        slice -> new BoxSearch(slice, region, samples).box().ifPresent(found::add));
    return found.stream().reduce(PixelBox::with);
  }

  private static void slices(SkyPlane plane, double[] pixel, int index, Consumer<SkyPlane> action) {
    List<Integer> coupled = plane.coupledAxes();
    if (index == coupled.size()) {
      action.accept(coupled.isEmpty() ? plane : plane.at(pixel));
      return;
    }
    int axis = coupled.get(index) - 1;
    long length = plane.shape()[axis];
    // Both edges and the middle of every pixel, or of as many as is bearable: slices move evenly.
    int count = (int) Math.min(2 * length + 1, MOST_SLICES);
    for (int k = 0; k < count; k++) {
      pixel[axis] = 0.5 + (double) length * k / (count - 1);
      slices(plane, pixel, index + 1, action);
    }
  }
}
