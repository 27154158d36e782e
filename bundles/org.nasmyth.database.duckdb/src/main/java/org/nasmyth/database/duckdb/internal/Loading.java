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
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TableStore.IfPresent;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.sphere.SkyCell;
import org.nasmyth.sql.Sql;
import org.nasmyth.sql.UnfitValueException;

/**
 * A table on its way in: rows gather in a temporary table, with what the indexes need worked out
 * beside them, and are put in the order of the sky when all are there.
 */
final class Loading implements TableLoad {

  private final Engine engine;
  private final ArchiveStore store;
  private final TableDefinition definition;
  private final IfPresent ifPresent;
  private final DuckDBConnection connection;
  private final Sql sql;
  private final String staging;
  private final DuckDBAppender appender;
  private final List<ValueReader> readers = new ArrayList<>();
  private final List<RegionColumn> regions = new ArrayList<>();
  private final StoredTable.@Nullable PositionIndex position;
  private long rows;
  private boolean failed;
  private boolean closed;

  Loading(Engine engine, ArchiveStore store, TableDefinition definition, IfPresent ifPresent)
      throws DatabaseException {
    this.engine = engine;
    this.store = store;
    this.definition = definition;
    this.ifPresent = ifPresent;
    Table table = definition.table();
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      readers.add(ValueReader.of(column));
      if (column.type().isGeometry()) {
        regions.add(new RegionColumn(i, column));
      }
    }
    position = position(definition);
    staging = "staging" + store.newNumber();
    try {
      connection = engine.acquire();
      sql = new Sql(connection);
      sql.run("CREATE TEMP TABLE " + staging + " (" + columnDefinitions() + ")");
      appender = connection.createAppender("temp", "main", staging);
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
            .mapToObj(i -> "c" + i + " " + StorageType.of(columns.get(i).type()).sql())
            .collect(Collectors.joining(", "));
    String cell = position == null ? "" : ", " + StoredTable.POSITION_CELL + " BIGINT";
    return visible
        + cell
        + regions.stream().map(RegionColumn::definition).collect(Collectors.joining());
  }

  @Override
  public void append(List<? extends @Nullable Object> values) throws DatabaseException {
    if (failed || closed) {
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

  @Override
  public long commit() throws DatabaseException {
    if (failed || closed) {
      throw new IllegalStateException("This load has ended.");
    }
    closed = true;
    try {
      appender.close();
      String target = "data.t" + store.newNumber();
      Map<Integer, Double> radii = new HashMap<>();
      regions.forEach(region -> radii.put(region.column(), region.maxRadius()));
      store.publish(
          sql,
          definition,
          ifPresent,
          new TapSchema.Placement(target, position, radii, rows),
          () -> sql.run("CREATE TABLE " + target + " AS SELECT * FROM temp." + staging + order()));
      regions.forEach(region -> region.warnOfBad(definition.table().name()));
      return rows;
    } catch (SQLException e) {
      throw Failures.of(e);
    } finally {
      engine.discard(connection);
    }
  }

  /**
   * The order that makes neighbours on the sky neighbours on disk, so that blocks can be skipped.
   */
  private String order() {
    if (position != null) {
      return " ORDER BY " + StoredTable.POSITION_CELL;
    }
    return regions.isEmpty() ? "" : " ORDER BY " + regions.get(0).cell();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      engine.discard(connection);
    }
  }
}
