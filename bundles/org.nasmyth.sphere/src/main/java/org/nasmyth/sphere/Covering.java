// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import com.google.common.geometry.S1Angle;
import com.google.common.geometry.S2Cap;
import com.google.common.geometry.S2Cell;
import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2LatLngRect;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Projections;
import com.google.common.geometry.S2Region;
import com.google.common.geometry.S2RegionCoverer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Index cells that together cover a region, its boundary and {@link Region#TOLERANCE} included.
 *
 * <p>A position can only be in the region if its leaf cell is in one of {@link #ranges()}. A region
 * kept as its own covering cells can only meet this one if one of its cells has its number in one
 * of {@link #ranges()} (a descendant or the same) or among {@link #ancestors()}.
 *
 * @param cells disjoint cells in ascending order, at least one
 */
public record Covering(List<SkyCell> cells) {
  /** A covering at one level may have this many cells; more is a mistake of the caller. */
  private static final int MOST_CELLS = 100_000;

  /** Makes a covering. */
  public Covering {
    cells = cells.stream().sorted().toList();
  }

  static Covering of(List<Shape> shapes, Disc cap, CoveringLimits limits) {
    refuseTooMany(cap, limits);
    ArrayList<S2CellId> found = new ArrayList<>();
    S2RegionCoverer.builder()
        .setMinLevel(limits.minLevel())
        .setMaxLevel(limits.maxLevel())
        .setMaxCells(limits.maxCells())
        .build()
        .getCovering(new Target(shapes, cap), found);
    return new Covering(found.stream().map(cell -> new SkyCell(cell.id())).toList());
  }

  private static void refuseTooMany(Disc cap, CoveringLimits limits) {
    double expected = cap.area() / S2Projections.PROJ.avgArea.getValue(limits.minLevel());
    if (expected > MOST_CELLS) {
      throw new InvalidRegionException(
          "Covering a region of "
              + (float) (2 * Math.toDegrees(cap.radius()))
              + " degrees across with cells of level "
              + limits.minLevel()
              + " or finer would need about "
              + Math.round(expected)
              + " cells; lower the smallest level.");
    }
  }

  /**
   * The leaf cells of all cells, adjacent runs joined.
   *
   * @return ranges in ascending order that do not touch; none includes both negative and positive
   *     numbers
   */
  public List<CellRange> ranges() {
    List<CellRange> ranges = new ArrayList<>(cells.size());
    for (SkyCell cell : cells) {
      CellRange next = cell.leaves();
      int last = ranges.size() - 1;
      // Leaf numbers are odd: the next one is two up.
      if (last >= 0 && ranges.get(last).high() + 2 == next.low()) {
        ranges.set(last, new CellRange(ranges.get(last).low(), next.high()));
      } else {
        ranges.add(next);
      }
    }
    return List.copyOf(ranges);
  }

  /**
   * The ancestors of all cells, without the cells themselves.
   *
   * @return cells in ascending order, each once
   */
  public List<SkyCell> ancestors() {
    TreeSet<SkyCell> ancestors = new TreeSet<>();
    for (SkyCell cell : cells) {
      int level = cell.level() - 1;
      while (level >= 0 && ancestors.add(cell.ancestor(level))) {
        level--;
      }
    }
    return List.copyOf(ancestors);
  }

  /**
   * The one range that holds all others.
   *
   * @return from the smallest leaf cell to the largest
   */
  public CellRange enclosing() {
    long low = cells.get(0).leaves().low();
    long high = cells.get(cells.size() - 1).leaves().high();
    return new CellRange(low, high);
  }

  /** Shapes as the coverer sees them, with the boundary rule of this package. */
  private record Target(List<Shape> shapes, Disc cap) implements S2Region {
    @Override
    public S2Cap getCapBound() {
      double radius = Math.min(Math.PI, cap.radius() * (1 + 1e-12) + 4 * Shape.TOLERANCE);
      return S2Cap.fromAxisAngle(cap.centre(), S1Angle.radians(radius));
    }

    @Override
    public S2LatLngRect getRectBound() {
      return getCapBound().getRectBound();
    }

    @Override
    public boolean contains(S2Cell cell) {
      CellOutline outline = CellOutline.of(cell);
      return shapes.stream().anyMatch(shape -> Shape.contains(shape, outline));
    }

    @Override
    public boolean contains(S2Point p) {
      return shapes.stream().anyMatch(shape -> shape.contains(p));
    }

    @Override
    public boolean mayIntersect(S2Cell cell) {
      CellOutline outline = CellOutline.of(cell);
      return shapes.stream().anyMatch(shape -> Shape.intersects(shape, outline));
    }
  }
}
