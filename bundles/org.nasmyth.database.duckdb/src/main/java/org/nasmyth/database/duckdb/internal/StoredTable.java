// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Table;

/**
 * Where and how a table of the catalogue is stored. Names in here are SQL, ready to be written; for
 * tables that were loaded they hold nothing that a user chose.
 *
 * @param table what the catalogue says of it
 * @param sqlName its qualified name
 * @param columns the names of its visible columns, in order
 * @param position where its rows are on the sky; null where no columns were named
 * @param regions the indexes of its region columns, by position of the column
 * @param rows how many rows it had when it was loaded or changed
 */
record StoredTable(
    Table table,
    String sqlName,
    List<String> columns,
    @Nullable PositionIndex position,
    Map<Integer, RegionIndex> regions,
    long rows) {

  StoredTable {
    columns = List.copyOf(columns);
    regions = Map.copyOf(regions);
  }

  /**
   * The same after a change of its rows.
   *
   * @param radii the largest bounding caps by position of the region column
   * @param growth how many more rows it has
   */
  StoredTable changed(Map<Integer, Double> radii, long growth) {
    Map<Integer, RegionIndex> wider = new HashMap<>(regions);
    radii.forEach((column, radius) -> wider.put(column, new RegionIndex(column, radius)));
    return new StoredTable(table, sqlName, columns, position, wider, rows + growth);
  }

  /** The hidden column with the leaf cell of a row's position. */
  static final String POSITION_CELL = "h_cell";

  /**
   * A position and its hidden cell column, by which the rows are ordered on disk.
   *
   * @param longitude position of the column of longitudes
   * @param latitude position of the column of latitudes
   */
  record PositionIndex(int longitude, int latitude) {}

  /**
   * What is hidden beside a region column: the region in binary form, its bounding cap as unit
   * vector and radius, and the leaf cell of the cap's centre.
   *
   * @param column position of the region column
   * @param maxRadius the largest bounding cap's radius in degrees
   */
  record RegionIndex(int column, double maxRadius) {
    String region() {
      return "h_region" + column;
    }

    String x() {
      return "h_x" + column;
    }

    String y() {
      return "h_y" + column;
    }

    String z() {
      return "h_z" + column;
    }

    /** Radius of the bounding cap in radians. */
    String radius() {
      return "h_r" + column;
    }

    String cell() {
      return "h_k" + column;
    }
  }
}
