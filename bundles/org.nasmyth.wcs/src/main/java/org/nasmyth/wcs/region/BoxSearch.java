// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.region;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nasmyth.wcs.PixelRange;
import org.nasmyth.wcs.SkyPlane;

/** The search of {@link RegionSearch} on one plane; used once. */
final class BoxSearch {
  /** Blocks larger than this on the sky, radians, are divided whatever they hold. */
  private static final double TAME = 0.15;

  /** How much further than its corners a tame block may reach from its middle. */
  private static final double REACH = 1.3;

  /**
   * How many times the bend seen at five points the distance may fall short of the least of them.
   */
  private static final double BEND = 3.0;

  /** Pixels whose edge is nearer than this to a point of the region count as touched. */
  private static final double TOUCH = 1e-9;

  /** Blocks are not divided below this many pixels. */
  private static final double SMALLEST = 1e-5;

  /**
   * Nor those through which the projection's border goes below this, since there are more of them.
   */
  private static final double SMALLEST_BROKEN = 1e-4;

  /** The image is divided at least so often before blocks that show no sky are dropped. */
  private static final double EMPTY_PART = 1.0 / 32;

  private static final int MOST_BLOCKS = 2_000_000;

  private final SkyPlane.Walk walk;
  private final SkyRegion region;
  private final List<UnitVector> samples;
  private final double width;
  private final double height;
  private final double[] direction = new double[3];
  private double left = Double.POSITIVE_INFINITY;
  private double right = Double.NEGATIVE_INFINITY;
  private double bottom = Double.POSITIVE_INFINITY;
  private double top = Double.NEGATIVE_INFINITY;

  private record Block(double x0, double x1, double y0, double y1) {
    double side() {
      return Math.max(x1 - x0, y1 - y0);
    }
  }

  BoxSearch(SkyPlane plane, SkyRegion region, List<UnitVector> samples) {
    this.walk = plane.walk();
    this.region = region;
    this.samples = samples;
    width = plane.width();
    height = plane.height();
  }

  Optional<PixelBox> box() {
    if (width < 1 || height < 1) {
      return Optional.empty();
    }
    begin();
    Deque<Block> blocks = new ArrayDeque<>();
    blocks.push(new Block(0.5, width + 0.5, 0.5, height + 0.5));
    int count = 0;
    while (!blocks.isEmpty()) {
      Block block = blocks.pop();
      if (covered(block)) {
        continue;
      }
      if (++count > MOST_BLOCKS) {
        // Better too many pixels than one too few.
        add(block.x0, block.y0);
        add(block.x1, block.y1);
      } else if (examine(block)) {
        divide(block, blocks);
      }
    }
    if (left > right) {
      return Optional.empty();
    }
    return Optional.of(
        new PixelBox(
            new PixelRange(firstPixel(left), lastPixel(right, width)),
            new PixelRange(firstPixel(bottom), lastPixel(top, height))));
  }

  private static long firstPixel(double place) {
    return Math.max(1, (long) Math.ceil(place - 0.5 - TOUCH));
  }

  private static long lastPixel(double place, double length) {
    return (long) Math.min(length, Math.floor(place + 0.5 + TOUCH));
  }

  /** Takes up the points of the region that the image shows. */
  private void begin() {
    double[] point = new double[2];
    for (UnitVector sample : samples) {
      direction[0] = sample.x();
      direction[1] = sample.y();
      direction[2] = sample.z();
      if (walk.toPixel(direction, point) && within(point[0], width) && within(point[1], height)) {
        // The way there may have met another place, where distortions fold.
        if (walk.toDirection(point[0], point[1], direction) && distance() <= 1e-11) {
          add(point[0], point[1]);
        }
      }
    }
  }

  private static boolean within(double place, double length) {
    return place >= 0.5 && place <= length + 0.5;
  }

  private double distance() {
    return region.distance(new UnitVector(direction[0], direction[1], direction[2]));
  }

  private void add(double x, double y) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  }

  /** Whether the pixels that are in the box already hold a block. */
  private boolean covered(Block block) {
    return left <= right
        && block.x0 >= firstPixel(left) - 0.5
        && block.x1 <= lastPixel(right, width) + 0.5
        && block.y0 >= firstPixel(bottom) - 0.5
        && block.y1 <= lastPixel(top, height) + 0.5;
  }

  /** Takes up what a block is known to hold, and tells whether it has to be divided. */
  private boolean examine(Block block) {
    double cx = 0.5 * (block.x0 + block.x1);
    double cy = 0.5 * (block.y0 + block.y1);
    double[] xs = {cx, block.x0, block.x1, block.x1, block.x0};
    double[] ys = {cy, block.y0, block.y0, block.y1, block.y1};
    @Nullable UnitVector[] at = new UnitVector[5];
    double[] away = new double[5];
    int shown = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < 5; k++) {
      away[k] = Double.NaN;
      if (walk.toDirection(xs[k], ys[k], direction)) {
        at[k] = new UnitVector(direction[0], direction[1], direction[2]);
        away[k] = region.distance(at[k]);
        shown++;
        least = Math.min(least, away[k]);
        if (away[k] <= 0.0) {
          add(xs[k], ys[k]);
        }
      }
    }
    if (shown == 0) {
      return block.side() > Math.max(1.0, EMPTY_PART * Math.max(width, height));
    }
    if (shown == 5) {
      double reach = 0.0;
      double nearest = Double.POSITIVE_INFINITY;
      UnitVector middle = at[0];
      for (int k = 1; k < 5; k++) {
        UnitVector corner = at[k];
        double angle = middle == null || corner == null ? Math.PI : middle.angle(corner);
        reach = Math.max(reach, angle);
        nearest = Math.min(nearest, angle);
      }
      if (reach > TAME) {
        return block.side() > SMALLEST_BROKEN || keep(block);
      }
      if (reach <= 3.0 * nearest) {
        return examineWhole(block, away, least, reach);
      }
    }
    return examineBroken(block, xs, ys, at, least);
  }

  /** A block all of which is shown, without gaps. */
  private boolean examineWhole(Block block, double[] away, double least, double reach) {
    if (away[0] > REACH * reach) {
      return false;
    }
    if (away[0] < -REACH * reach) {
      add(block.x0, block.y0);
      add(block.x1, block.y1);
      return false;
    }
    double oneWay = 0.5 * (away[1] + away[3]);
    double otherWay = 0.5 * (away[2] + away[4]);
    double bend =
        Math.max(
            Math.abs(oneWay - otherWay),
            Math.max(Math.abs(away[0] - oneWay), Math.abs(away[0] - otherWay)));
    if (least > BEND * bend + 1e-15) {
      return false;
    }
    return block.side() > SMALLEST || keep(block);
  }

  /** A block through which the border of the projection goes. */
  private boolean examineBroken(
      Block block, double[] xs, double[] ys, @Nullable UnitVector[] at, double least) {
    double diagonal = Math.hypot(block.x1 - block.x0, block.y1 - block.y0);
    double scale = 0.0;
    double spread = 0.0;
    for (int k = 0; k < 5; k++) {
      UnitVector here = at[k];
      if (here != null) {
        scale = Math.max(scale, scale(xs[k], ys[k]));
        for (int j = 0; j < k; j++) {
          UnitVector other = at[j];
          spread = other == null ? spread : Math.max(spread, here.angle(other));
        }
      }
    }
    // Across a gap of the map the points are far apart though the scale is not; at the limb of the
    // sphere the scale
    // grows beyond bounds though the points are near each other. Where neither holds they agree.
    double extent = spread > 0.0 ? Math.min(1.5 * spread, scale * diagonal) : scale * diagonal;
    if (least > 3.0 * extent && block.side() <= EMPTY_PART * Math.max(width, height)) {
      return false;
    }
    if (block.side() > SMALLEST_BROKEN) {
      return true;
    }
    return least <= extent && keep(block);
  }

  /** How many radians of the sky one pixel is at a place, at most. */
  private double scale(double x, double y) {
    if (!walk.toDirection(x, y, direction)) {
      return 0.0;
    }
    UnitVector here = new UnitVector(direction[0], direction[1], direction[2]);
    double step = 1e-3;
    double scale = 0.0;
    for (int k = 0; k < 4; k++) {
      double dx = k == 0 ? step : k == 1 ? -step : 0.0;
      double dy = k == 2 ? step : k == 3 ? -step : 0.0;
      if (walk.toDirection(x + dx, y + dy, direction)) {
        double angle = here.angle(new UnitVector(direction[0], direction[1], direction[2])) / step;
        // A step across a gap tells nothing; one of the opposite steps stays on this side.
        scale = scale == 0.0 ? angle : angle < 10.0 * scale ? Math.max(scale, angle) : scale;
      }
    }
    return scale;
  }

  private boolean keep(Block block) {
    add(0.5 * (block.x0 + block.x1), 0.5 * (block.y0 + block.y1));
    return false;
  }

  private static void divide(Block block, Deque<Block> blocks) {
    double cx = 0.5 * (block.x0 + block.x1);
    double cy = 0.5 * (block.y0 + block.y1);
    boolean wide = block.x1 - block.x0 > 2.0 * (block.y1 - block.y0);
    boolean high = block.y1 - block.y0 > 2.0 * (block.x1 - block.x0);
    if (wide) {
      blocks.push(new Block(block.x0, cx, block.y0, block.y1));
      blocks.push(new Block(cx, block.x1, block.y0, block.y1));
    } else if (high) {
      blocks.push(new Block(block.x0, block.x1, block.y0, cy));
      blocks.push(new Block(block.x0, block.x1, cy, block.y1));
    } else {
      blocks.push(new Block(block.x0, cx, block.y0, cy));
      blocks.push(new Block(cx, block.x1, block.y0, cy));
      blocks.push(new Block(block.x0, cx, cy, block.y1));
      blocks.push(new Block(cx, block.x1, cy, block.y1));
    }
  }
}
