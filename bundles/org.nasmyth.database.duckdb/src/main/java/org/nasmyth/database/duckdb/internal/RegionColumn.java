// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.sphere.Circle;
import org.nasmyth.sphere.Region;
import org.nasmyth.sphere.SkyCell;
import org.nasmyth.sql.LoadedRegions;

/** A region column being loaded, with the hidden columns beside it. */
final class RegionColumn {

  private final StoredTable.RegionIndex names;
  private final LoadedRegions regions;
  private double maxRadius;

  RegionColumn(int position, Column column) {
    this.names = new StoredTable.RegionIndex(position, 0);
    this.regions = new LoadedRegions(column);
  }

  /** Position of the visible column. */
  int column() {
    return names.column();
  }

  /** The largest bounding cap so far, in degrees. */
  double maxRadius() {
    return maxRadius;
  }

  /** Tells the operator of values that describe no region. */
  void warnOfBad(TableName table) {
    regions.warnOfBad(table);
  }

  /** The hidden column that orders the rows by region. */
  String cell() {
    return names.cell();
  }

  /** The hidden columns as SQL defines them, in the order of {@link #append}. */
  String definition() {
    return ", "
        + names.region()
        + " VARCHAR, "
        + names.x()
        + " DOUBLE, "
        + names.y()
        + " DOUBLE, "
        + names.z()
        + " DOUBLE, "
        + names.radius()
        + " DOUBLE, "
        + names.cell()
        + " BIGINT";
  }

  /** Works out and adds the hidden values of a row. */
  void append(@Nullable Object value, long row, DuckDBAppender appender) throws SQLException {
    Region region = regions.read(value, row);
    if (region == null) {
      for (int i = 0; i < 6; i++) {
        appender.appendNull();
      }
      return;
    }
    Circle cap = region.boundingCap();
    maxRadius = Math.max(maxRadius, cap.radius());
    appender.append(RegionText.encode(region));
    appender.append(cap.centre().x());
    appender.append(cap.centre().y());
    appender.append(cap.centre().z());
    appender.append(Math.toRadians(cap.radius()));
    appender.append(SkyCell.leafAt(cap.centre().longitude(), cap.centre().latitude()));
  }
}
