// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.sphere.SkyCell;
import org.nasmyth.sql.Sql;
import org.nasmyth.sql.UnfitValueException;

/**
 * A temporary table of a connection that rows gather in, with what the indexes need worked out
 * beside them. For one thread at a time.
 */
final class Staging {

  private final TableDefinition definition;
  private final String name;
  private final DuckDBAppender appender;
  private final List<ValueReader> readers = new ArrayList<>();
  private final List<RegionColumn> regions = new ArrayList<>();
  private final StoredTable.@Nullable PositionIndex position;
  private long rows;
  private boolean failed;
  private boolean finished;

  /**
   * Makes the table.
   *
   * @param name what to call it; nothing that a user chose
   */
  Staging(DuckDBConnection connection, String name, TableDefinition definition)
      throws DatabaseException {
    this.definition = definition;
    this.name = name;
    Table table = definition.table();
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      readers.add(ValueReader.of(column));
      if (column.type().isGeometry()) {
        regions.add(new RegionColumn(i, column));
      }
    }
    position = position(definition);
    try {
      new Sql(connection).run("CREATE TEMP TABLE " + name + " (" + columnDefinitions() + ")");
      appender = connection.createAppender("temp", "main", name);
      // One thread at a time uses us, but it need not be the one that made us.
      var unused = appender.unsafeBreakThreadConfinement();
    } catch (SQLException e) {
      throw Failures.of(e);
    }
  }

  private static StoredTable.@Nullable PositionIndex position(TableDefinition definition)
      throws DatabaseException {
    TableDefinition.PositionColumns columns = definition.position();
    if (columns == null) {
      return null;
    }
    return new StoredTable.PositionIndex(
        numeric(definition.table(), columns.longitude()),
        numeric(definition.table(), columns.latitude()));
  }

  private static int numeric(Table table, String name) throws DatabaseException {
    List<Integer> positions = table.positionsOf(name);
    if (positions.size() != 1 || !table.columns().get(positions.get(0)).type().isNumeric()) {
      throw new DatabaseException(
          DatabaseException.Kind.BAD_VALUE,
          "Table " + table.name() + " has no one numeric column " + name + " for its positions.",
          null);
    }
    return positions.get(0);
  }

  private String columnDefinitions() {
    List<Column> columns = definition.table().columns();
    String visible =
        IntStream.range(0, columns.size())
            .mapToObj(i -> "c" + i + " " + TypeNames.sql(columns.get(i).type()))
            .collect(Collectors.joining(", "));
    String cell = position == null ? "" : ", " + StoredTable.POSITION_CELL + " BIGINT";
    return visible
        + cell
        + regions.stream().map(RegionColumn::definition).collect(Collectors.joining());
  }

  /** Adds a row; see {@link org.nasmyth.api.database.TableLoad#append}. */
  void append(List<? extends @Nullable Object> values) throws DatabaseException {
    if (failed || finished) {
      throw new IllegalStateException("This load has ended.");
    }
    boolean well = false;
    try {
      if (values.size() != readers.size()) {
        throw bad("it has " + values.size() + " values for " + readers.size() + " columns");
      }
      appender.beginRow();
      for (int i = 0; i < readers.size(); i++) {
        appendValue(i, values.get(i));
      }
      if (position != null) {
        appendCell(values.get(position.longitude()), values.get(position.latitude()));
      }
      for (RegionColumn region : regions) {
        region.append(values.get(region.column()), rows, appender);
      }
      appender.endRow();
      rows++;
      well = true;
    } catch (SQLException e) {
      throw Failures.of(e);
    } finally {
      failed = !well;
    }
  }

  private void appendValue(int column, @Nullable Object value)
      throws SQLException, DatabaseException {
    if (value == null) {
      appender.appendNull();
      return;
    }
    try {
      readers.get(column).append(value, appender);
    } catch (UnfitValueException e) {
      String name = definition.table().columns().get(column).name();
      throw bad("column " + name + ": " + e.getMessage());
    }
  }

  private void appendCell(@Nullable Object longitude, @Nullable Object latitude)
      throws SQLException {
    if (longitude instanceof Number east
        && latitude instanceof Number north
        && SphereFunctions.isDirection(east.doubleValue(), north.doubleValue())) {
      appender.append(SkyCell.leafAt(east.doubleValue(), north.doubleValue()));
    } else {
      appender.appendNull();
    }
  }

  private DatabaseException bad(String what) {
    return new DatabaseException(
        DatabaseException.Kind.BAD_VALUE,
        "Row " + (rows + 1) + " of " + definition.table().name() + ": " + what + ".",
        null);
  }

  /**
   * Ends the rows.
   *
   * @return how many there are
   */
  long finish() throws SQLException {
    if (failed || finished) {
      throw new IllegalStateException("This load has ended.");
    }
    finished = true;
    appender.close();
    regions.forEach(region -> region.warnOfBad(definition.table().name()));
    return rows;
  }

  /** Lets go of the table, whose rows are not wanted; it stays with the connection. */
  void abandon() throws SQLException {
    if (!finished) {
      finished = true;
      appender.close();
    }
  }

  /** Its name, qualified. */
  String sqlName() {
    return "temp.main." + name;
  }

  StoredTable.@Nullable PositionIndex position() {
    return position;
  }

  /** The largest bounding caps of the regions in each region column, by the column's position. */
  Map<Integer, Double> radii() {
    Map<Integer, Double> radii = new HashMap<>();
    regions.forEach(region -> radii.put(region.column(), region.maxRadius()));
    return radii;
  }

  /**
   * The order that makes neighbours on the sky neighbours on disk, so that blocks can be skipped.
   */
  String order() {
    if (position != null) {
      return " ORDER BY " + StoredTable.POSITION_CELL;
    }
    return regions.isEmpty() ? "" : " ORDER BY " + regions.get(0).cell();
  }
}
