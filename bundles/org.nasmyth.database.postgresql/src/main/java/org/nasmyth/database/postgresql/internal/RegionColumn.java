// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import static org.nasmyth.api.metadata.WrittenName.quoted;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.sphere.Region;
import org.nasmyth.sql.LoadedRegions;

/** Works out what is hidden beside a region column while a table is loaded. */
final class RegionColumn {

  private final int column;
  private final StoredTable.RegionIndex names;
  private final LoadedRegions regions;

  /** Of a new table, whose columns are numbered from 1. */
  RegionColumn(int column, Column described) {
    this(
        column,
        described,
        new StoredTable.RegionIndex(
            quoted("_nasmyth_region_" + (column + 1)), quoted("_nasmyth_keys_" + (column + 1))));
  }

  /** Of a table that is there. */
  RegionColumn(int column, Column described, StoredTable.RegionIndex names) {
    this.column = column;
    this.names = names;
    this.regions = new LoadedRegions(described);
  }

  /** The position of the region column. */
  int column() {
    return column;
  }

  /** Tells the operator of values that describe no region. */
  void warnOfBad(TableName table) {
    regions.warnOfBad(table);
  }

  /** The hidden column with the cells. */
  String keys() {
    return names.keys();
  }

  /** Where the hidden columns are. */
  StoredTable.RegionIndex index() {
    return names;
  }

  /** The hidden columns, each after a comma. */
  String definition() {
    return ", " + names.region() + " double precision[], " + names.keys() + " bigint[]";
  }

  /** Adds the hidden values of a row, each after a tabulator. */
  void append(@Nullable Object value, long row, StringBuilder out) {
    Region region = regions.read(value, row);
    if (region == null || RegionNumbers.reachesTooFar(region)) {
      out.append("\t\\N\t\\N");
      return;
    }
    out.append('\t').append(array(RegionNumbers.of(region)));
    out.append('\t').append(array(RegionNumbers.storedKeys(region)));
  }

  private static String array(List<? extends Number> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }
}
