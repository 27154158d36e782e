// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.cutout.CutoutException;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.PixelRange;
import org.nasmyth.fits.cut.PlaneMask;
import org.nasmyth.wcs.SkyPlane;
import org.nasmyth.wcs.region.SkyRegion;
import org.nasmyth.wcs.region.UnitVector;

/**
 * The pixels of boxes that no part of the region comes near to, where a request wants them blank. A
 * pixel stays if the region comes as near to its middle as its own farthest corner is, so none is
 * lost that has a part in the region. For one thread.
 */
final class Masks {

  /** What the history tells. */
  static final String NOTE = "Blanked: pixels outside of the region";

  private static final long MOST_PIXELS = 1L << 26;

  private final @Nullable SkyRegion region;
  private final BooleanSupplier cancelled;
  private @Nullable Grid leader;
  private @Nullable PixelRange columns;
  private @Nullable PixelRange lines;
  private BitSet kept = new BitSet();
  private boolean asked;
  private boolean applied;

  Masks(Wishes wishes, BooleanSupplier cancelled) {
    this.region = wishes.request().mask() ? wishes.region().orElse(null) : null;
    this.cancelled = cancelled;
  }

  /**
   * The mask of an image that is cut.
   *
   * @return empty if none is wanted, it has no sky, or no value for blank pixels
   * @throws CutoutException if there are too many pixels
   */
  Optional<PlaneMask> of(Grid grid, Fate.Boxed fate) throws CutoutException, IOException {
    Optional<SkyPlane> plane = fate.leader().sky();
    Optional<int[]> there = grid.axesWithin(fate.leader());
    if (region == null || plane.isEmpty() || there.isEmpty()) {
      return Optional.empty();
    }
    int first = indexOf(there.get(), plane.get().firstAxis() - 1);
    int second = indexOf(there.get(), plane.get().secondAxis() - 1);
    if (first < 0 || second < 0) {
      return Optional.empty();
    }
    asked = true;
    if (!PlaneMask.applies(grid.hdu())) {
      return Optional.empty();
    }
    applied = true;
    prepare(fate.leader(), plane.get(), fate.box().axis(first), fate.box().axis(second));
    return Optional.of(new PlaneMask(first, second, kept));
  }

  /**
   * Says so where a mask was wanted and nothing can take it.
   *
   * @throws CutoutException if no image has a value for blank pixels
   */
  void requireAny() throws CutoutException {
    if (asked && !applied) {
      throw new CutoutException(
          CutoutException.Kind.USAGE,
          "MASK cannot be used: the pixels of this file are whole numbers without a value for blank"
              + " ones (BLANK). Leave MASK out.",
          null);
    }
  }

  private static int indexOf(int[] axes, int axis) {
    for (int i = 0; i < axes.length; i++) {
      if (axes[i] == axis) {
        return i;
      }
    }
    return -1;
  }

  private void prepare(Grid grid, SkyPlane plane, PixelRange first, PixelRange second)
      throws CutoutException, IOException {
    if (grid == leader && first.equals(columns) && second.equals(lines)) {
      return;
    }
    if (first.length() > MOST_PIXELS / second.length()) {
      throw new CutoutException(
          CutoutException.Kind.USAGE,
          "MASK takes at most %d pixels, the box is %s; ask for a smaller region or without MASK."
              .formatted(
                  MOST_PIXELS, Box.of(first.first(), first.last(), second.first(), second.last())),
          null);
    }
    leader = grid;
    columns = first;
    lines = second;
    kept = new BitSet((int) (first.length() * second.length()));
    SkyPlane.Walk walk = plane.walk();
    double[] direction = new double[3];
    for (long y = second.first(); y <= second.last(); y++) {
      if (cancelled.getAsBoolean()) {
        throw new InterruptedIOException("Cancelled while pixels were masked.");
      }
      for (long x = first.first(); x <= first.last(); x++) {
        if (near(walk, direction, (double) x, (double) y)) {
          kept.set((int) (x - first.first() + (y - second.first()) * first.length()));
        }
      }
    }
  }

  /** Pixels that show no sky, or are cut open by its border, are not outside of anything. */
  private boolean near(SkyPlane.Walk walk, double[] direction, double x, double y) {
    SkyRegion wanted = region;
    if (wanted == null || !walk.toDirection(x, y, direction)) {
      return true;
    }
    UnitVector middle = new UnitVector(direction[0], direction[1], direction[2]);
    double distance = wanted.distance(middle);
    if (distance <= 0) {
      return true;
    }
    double radius = 0;
    for (double dy = -0.5; dy <= 0.5; dy++) {
      for (double dx = -0.5; dx <= 0.5; dx++) {
        if (!walk.toDirection(x + dx, y + dy, direction)) {
          return true;
        }
        UnitVector corner = new UnitVector(direction[0], direction[1], direction[2]);
        radius = Math.max(radius, middle.angle(corner));
      }
    }
    return distance <= radius;
  }
}
