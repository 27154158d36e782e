// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.UploadSession;
import org.nasmyth.api.metadata.Table;

/**
 * Where and how a table of the catalogue is stored. Names in here are SQL, quoted.
 *
 * @param table what the catalogue says of it
 * @param sqlName its qualified name
 * @param columns its columns, in the catalogue's order
 * @param positions the indexes that find rows by a position made of two columns
 * @param regions the indexes of region columns that we have made, by position of the column
 */
record StoredTable(
    Table table,
    String sqlName,
    List<StoredColumn> columns,
    List<PositionIndex> positions,
    Map<Integer, RegionIndex> regions) {

  StoredTable {
    columns = List.copyOf(columns);
    positions = List.copyOf(positions);
    regions = Map.copyOf(regions);
  }

  /** The hidden column with the leaf cell of a row's position. */
  static final String CELL = "\"_nasmyth_cell\"";

  /** A column's name and what it really is. */
  record StoredColumn(String sqlName, PhysicalType physical) {}

  /** How an index finds rows by position. */
  enum Method {
    /** A btree over {@link #CELL}. */
    CELL,
    /** pgSphere's GiST over {@code spoint(radians(longitude), radians(latitude))}. */
    SPHERE,
    /** q3c's btree over {@code q3c_ang2ipix(longitude, latitude)}. */
    Q3C,
    /** A btree over the latitude: good for a match with small radius. */
    LATITUDE
  }

  /**
   * An index over positions.
   *
   * @param longitude position of the column of longitudes; -1 where the method needs none
   * @param latitude position of the column of latitudes
   */
  record PositionIndex(Method method, int longitude, int latitude) {}

  /**
   * What is hidden beside a region column: the region as the functions of the schema nasmyth take
   * it, and the cells under which it is indexed.
   *
   * @param region the column with the region
   * @param keys the column with the cells
   */
  record RegionIndex(String region, String keys) {}

  /** Whether a query has brought it along. */
  boolean isUploaded() {
    return table.name().schema().equals(UploadSession.SCHEMA);
  }

  /** An index over a pair of columns. */
  Optional<PositionIndex> position(Method method, int longitude, int latitude) {
    return positions.stream()
        .filter(index -> index.method() == method && index.latitude() == latitude)
        .filter(index -> index.longitude() == longitude || index.longitude() < 0)
        .findFirst();
  }

  @Nullable RegionIndex region(int column) {
    return regions.get(column);
  }
}
