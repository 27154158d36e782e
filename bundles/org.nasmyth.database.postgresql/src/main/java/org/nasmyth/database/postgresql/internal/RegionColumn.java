// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import static org.nasmyth.api.metadata.WrittenName.quoted;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.sphere.InvalidRegionException;
import org.nasmyth.sphere.Region;

/** Works out what is hidden beside a region column while a table is loaded. */
final class RegionColumn {

  private final int column;
  private final ValueType type;
  private long badCount;
  private long firstBadRow;
  private String firstComplaint = "";

  RegionColumn(int column, Column described) {
    this.column = column;
    this.type = described.type();
  }

  /** The position of the region column. */
  int column() {
    return column;
  }

  /** How many values describe no region. */
  long badCount() {
    return badCount;
  }

  /** The first row of those, counted from 0. */
  long firstBadRow() {
    return firstBadRow;
  }

  /** What is wrong in that row. */
  String firstComplaint() {
    return firstComplaint;
  }

  /** The hidden column with the cells; columns of a new table are numbered from 1. */
  String keys() {
    return quoted("_nasmyth_keys_" + (column + 1));
  }

  /** The hidden columns, each after a comma. */
  String definition() {
    return ", "
        + quoted("_nasmyth_region_" + (column + 1))
        + " double precision[], "
        + keys()
        + " bigint[]";
  }

  /** Adds the hidden values of a row, each after a tabulator. */
  void append(@Nullable Object value, long row, StringBuilder out) {
    Region region = region(value, row);
    if (region == null) {
      out.append("\t\\N\t\\N");
      return;
    }
    out.append('\t').append(array(RegionNumbers.of(region)));
    out.append('\t').append(array(RegionNumbers.storedKeys(region)));
  }

  private static String array(List<? extends Number> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }

  private @Nullable Region region(@Nullable Object value, long row) {
    try {
      if (value instanceof String text) {
        return text.isBlank() ? null : RegionNumbers.parse(text);
      }
      ValueType.Shape shape = type.shape();
      if (value != null && shape != null) {
        return RegionNumbers.dali(shape).region(doubles(value));
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

  private static double[] doubles(Object value) {
    if (value instanceof float[] floats) {
      double[] doubles = new double[floats.length];
      for (int i = 0; i < floats.length; i++) {
        doubles[i] = floats[i];
      }
      return doubles;
    }
    return (double[]) value;
  }
}
