// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.nasmyth.sphere.Circle;
import org.nasmyth.sphere.CoveringLimits;
import org.nasmyth.sphere.Polygon;
import org.nasmyth.sphere.Position;
import org.nasmyth.sphere.Region;
import org.nasmyth.sphere.RegionCodec;
import org.nasmyth.sphere.SkyCell;
import org.nasmyth.sphere.SkyPoint;
import org.nasmyth.sphere.Union;

/**
 * Regions as the functions of the schema nasmyth take them, and the cells under which they are
 * indexed. The layout is described at the top of {@code sql/nasmyth.sql}.
 */
final class RegionNumbers {

  private static final CoveringLimits KEY_CELLS = new CoveringLimits(8, 0, 20);
  private static final int POLYGON_FLAGS = 3;
  private static final int POLYGON_CAP = 4;

  private RegionNumbers() {}

  /** Whether a region has a polygon that the functions would take for another. */
  static boolean reachesTooFar(Region region) {
    return region instanceof Union union
        ? union.members().stream().anyMatch(RegionNumbers::reachesTooFar)
        : region instanceof Polygon polygon && polygon.boundingCap().radius() >= 90;
  }

  /** A region's numbers. */
  static List<Double> of(Region region) {
    List<Double> numbers = new ArrayList<>();
    append(region, numbers);
    return numbers;
  }

  private static void append(Region region, List<Double> numbers) {
    if (region instanceof Position position) {
      numbers.add(1.0);
      appendDirection(position.point(), numbers);
      appendVector(position.point(), numbers);
    } else if (region instanceof Circle circle) {
      numbers.add(2.0);
      appendDirection(circle.centre(), numbers);
      numbers.add(circle.radius());
      appendVector(circle.centre(), numbers);
      numbers.add(Math.toRadians(circle.radius()));
    } else if (region instanceof Polygon polygon) {
      append(polygon, numbers);
    } else {
      ((Union) region).members().forEach(member -> append(member, numbers));
    }
  }

  private static void append(Polygon polygon, List<Double> numbers) {
    // The codec keeps what was found out when the polygon was checked.
    ByteBuffer known = ByteBuffer.wrap(RegionCodec.encode(polygon));
    boolean clockwise = (known.get(POLYGON_FLAGS) & 1) != 0;
    List<SkyPoint> vertices = polygon.vertices();
    numbers.add(3.0);
    numbers.add((double) vertices.size());
    for (int i = 0; i < 4; i++) {
      numbers.add(known.getDouble(POLYGON_CAP + i * Double.BYTES));
    }
    for (int i = 0; i < vertices.size(); i++) {
      appendVector(vertices.get(clockwise ? vertices.size() - 1 - i : i), numbers);
    }
    vertices.forEach(vertex -> appendDirection(vertex, numbers));
  }

  private static void appendDirection(SkyPoint point, List<Double> numbers) {
    numbers.add(point.longitude());
    numbers.add(point.latitude());
  }

  private static void appendVector(SkyPoint point, List<Double> numbers) {
    numbers.add(point.x());
    numbers.add(point.y());
    numbers.add(point.z());
  }

  /**
   * The keys under which a region is indexed: the cells of a covering as they are, the cells above
   * them one higher, which no cell's number is at these levels.
   */
  static List<Long> storedKeys(Region region) {
    // What a small region leaves of its cap is not worth the time that a covering of it takes.
    return keys(region instanceof Union ? region : region.boundingCap(), 0, 1);
  }

  /** The keys of which a region that meets this one has at least one. */
  static List<Long> askedKeys(Region region) {
    List<Long> keys = keys(region, 1, 0);
    region.prepare().covering(KEY_CELLS).cells().forEach(cell -> keys.add(cell.id()));
    return keys;
  }

  private static List<Long> keys(Region region, int onCells, int onAncestors) {
    List<Long> keys = new ArrayList<>();
    var covering = region.prepare().covering(KEY_CELLS);
    for (SkyCell cell : covering.cells()) {
      keys.add(cell.id() + onCells);
    }
    for (SkyCell cell : covering.ancestors()) {
      keys.add(cell.id() + onAncestors);
    }
    return keys;
  }
}
