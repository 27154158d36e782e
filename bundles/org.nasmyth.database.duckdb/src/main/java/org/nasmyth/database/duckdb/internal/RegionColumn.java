// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.sphere.Circle;
import org.nasmyth.sphere.InvalidRegionException;
import org.nasmyth.sphere.Region;
import org.nasmyth.sphere.SkyCell;

/**
 * A region column being loaded, with the hidden columns beside it. A value that describes no region
 * is kept as it is, but is unknown to geometry: archives have such footprints.
 */
final class RegionColumn {

  private final StoredTable.RegionIndex names;
  private final ValueType type;
  private double maxRadius;
  private long badCount;
  private long firstBadRow;
  private String firstComplaint = "";

  RegionColumn(int position, Column column) {
    this.names = new StoredTable.RegionIndex(position, 0);
    this.type = column.type();
  }

  /** Position of the visible column. */
  int column() {
    return names.column();
  }

  /** The largest bounding cap so far, in degrees. */
  double maxRadius() {
    return maxRadius;
  }

  long badCount() {
    return badCount;
  }

  long firstBadRow() {
    return firstBadRow;
  }

  String firstComplaint() {
    return firstComplaint;
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
    Region region = region(value, row);
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

  private @Nullable Region region(@Nullable Object value, long row) {
    try {
      if (value instanceof String text) {
        return text.isBlank() ? null : RegionText.parse(text);
      }
      ValueType.Shape shape = type.shape();
      if (value != null && shape != null) {
        return RegionText.ofArray(doubles(value), shape);
      }
      return null;
    } catch (InvalidRegionException e) {
      if (badCount == 0) {
        firstBadRow = row;
        firstComplaint = String.valueOf(e.getMessage());
      }
      badCount++;
      return null;
    }
  }

  private double[] doubles(Object value) {
    if (type.datatype() == Datatype.FLOAT) {
      float[] floats = (float[]) value;
      double[] doubles = new double[floats.length];
      for (int i = 0; i < floats.length; i++) {
        doubles[i] = floats[i];
      }
      return doubles;
    }
    return (double[]) value;
  }
}
