// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import com.google.common.geometry.S2Cell;
import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Projections;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A cell of the hierarchical S2 index: six faces of a cube at level 0, each cell split into four at
 * the next level, down to level 30. Neighbours in number are neighbours on the sky.
 *
 * @param id the cell's number, signed; a cell's descendants have numbers in {@link #leaves()}
 */
public record SkyCell(long id) implements Comparable<SkyCell> {
  /** The level of the smallest cells. */
  public static final int LEAF_LEVEL = 30;

  /**
   * Makes a cell.
   *
   * @throws IllegalArgumentException if no cell has this number
   */
  public SkyCell {
    if (!new S2CellId(id).isValid()) {
      throw new IllegalArgumentException("No sky cell has the number " + id);
    }
  }

  /**
   * The leaf cell at a direction, as its number: the value of an index column.
   *
   * @param longitude degrees
   * @param latitude degrees, from -90 to 90
   * @return number of the leaf cell
   */
  public static long leafAt(double longitude, double latitude) {
    return S2CellId.fromPoint(UnitVectors.of(longitude, latitude)).id();
  }

  /**
   * The leaf cell at a direction, for those who keep unit vectors.
   *
   * @param x component towards longitude 0, latitude 0
   * @param y component towards longitude 90, latitude 0
   * @param z component towards latitude 90
   * @return number of the leaf cell
   */
  public static long leafAtVector(double x, double y, double z) {
    return S2CellId.fromPoint(new S2Point(x, y, z)).id();
  }

  /**
   * The cell of a level at a direction.
   *
   * @param point the direction
   * @param level 0 to 30
   * @return the cell
   */
  public static SkyCell at(SkyPoint point, int level) {
    return new SkyCell(S2CellId.fromPoint(UnitVectors.of(point)).parent(level).id());
  }

  /**
   * The level for matching positions within a radius: the finest at which a position's neighbours
   * within the radius are in its own or the eight adjacent cells.
   *
   * @param radius degrees, 0 to 180
   * @return the level, 0 to 30
   */
  public static int levelFor(double radius) {
    if (!(radius >= 0 && radius <= 180)) {
      throw new InvalidRegionException(
          "A matching radius must lie between 0 and 180 degrees, got " + radius + ".");
    }
    double width = Math.toRadians(radius + Region.TOLERANCE);
    return S2Projections.PROJ.minWidth.getMaxLevel(width);
  }

  /**
   * The cells of a level that come within a radius of a direction: whatever lies that near has its
   * ancestor of that level among them.
   *
   * @param point the direction
   * @param radius degrees, 0 to 180
   * @param level at most {@link #levelFor} of the radius
   * @return one cell or more, in ascending order
   * @throws IllegalArgumentException if the level is too fine for the radius
   */
  public static List<SkyCell> within(SkyPoint point, double radius, int level) {
    if (level < 0 || level > levelFor(radius)) {
      throw new IllegalArgumentException(
          "Level "
              + level
              + " is out of range for a radius of "
              + radius
              + " degrees; use "
              + levelFor(radius)
              + " or a smaller one");
    }
    Disc disc = Disc.of(point, Math.toRadians(radius));
    TreeSet<SkyCell> near = new TreeSet<>();
    for (S2CellId candidate : neighbourhood(disc.centre(), level)) {
      if (CellOutline.of(new S2Cell(candidate)).intersects(disc)) {
        near.add(new SkyCell(candidate.id()));
      }
    }
    return List.copyOf(near);
  }

  /**
   * A few cells of one level that hold all within a radius of a direction, found much faster than
   * by {@link #within}, but more of them than need be: those around the nearest corner of the
   * direction's own cell.
   *
   * @param longitude degrees
   * @param latitude degrees, from -90 to 90
   * @param level less than {@link #levelFor} of the radius
   * @return four cells, three at a corner of the cube
   */
  public static List<SkyCell> around(double longitude, double latitude, int level) {
    List<S2CellId> cells = new ArrayList<>(4);
    S2CellId.fromPoint(UnitVectors.of(longitude, latitude)).getVertexNeighbors(level, cells);
    return cells.stream().map(cell -> new SkyCell(cell.id())).toList();
  }

  private static List<S2CellId> neighbourhood(S2Point centre, int level) {
    if (level == 0) {
      return List.of(S2CellId.FACE_CELLS);
    }
    S2CellId own = S2CellId.fromPoint(centre).parent(level);
    List<S2CellId> cells = new ArrayList<>(9);
    own.getAllNeighbors(level, cells);
    cells.add(own);
    return cells;
  }

  /**
   * The lowest set bit of every cell number of a level. {@code (leaf & -bit) | bit} is the ancestor
   * of that level in any language with 64-bit integers.
   *
   * @param level 0 to 30
   * @return the bit
   */
  public static long lowestBit(int level) {
    return S2CellId.lowestOnBitForLevel(level);
  }

  /**
   * The level of this cell.
   *
   * @return 0 to 30
   */
  public int level() {
    return new S2CellId(id).level();
  }

  /**
   * The ancestor at a level.
   *
   * @param level 0 to the level of this cell, where it is the cell itself
   * @return the ancestor
   */
  public SkyCell ancestor(int level) {
    if (level < 0 || level > level()) {
      throw new IllegalArgumentException(
          "A cell of level " + level() + " has no ancestor at level " + level);
    }
    return new SkyCell(new S2CellId(id).parent(level).id());
  }

  /**
   * The leaf cells in this cell.
   *
   * @return one range; it never includes both negative and positive numbers
   */
  public CellRange leaves() {
    S2CellId cell = new S2CellId(id);
    return new CellRange(cell.rangeMin().id(), cell.rangeMax().id());
  }

  /**
   * Whether another cell is this one or one of its descendants.
   *
   * @param other a cell
   * @return true if so
   */
  public boolean contains(SkyCell other) {
    return new S2CellId(id).contains(new S2CellId(other.id));
  }

  @Override
  public int compareTo(SkyCell other) {
    return Long.compare(id, other.id);
  }
}
