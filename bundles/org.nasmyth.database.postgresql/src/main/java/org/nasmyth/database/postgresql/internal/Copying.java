// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.sphere.SkyCell;
import org.nasmyth.sql.Sql;
import org.nasmyth.sql.UnfitValueException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows that come into a table by COPY, with what the indexes need worked out beside them. Part of
 * its caller's transaction. For one thread.
 */
final class Copying {

  private static final int BUFFER = 1 << 16;

  private final TableDefinition definition;
  private final Sql sql;
  private final String target;
  private final List<String> names;
  private final boolean nearby;
  private final CopyIn copy;
  private final List<CopyValue> writers = new ArrayList<>();
  private final List<RegionColumn> regions = new ArrayList<>();
  private final @Nullable Position position;
  private final StringBuilder buffer = new StringBuilder(BUFFER);
  private long rows;
  private boolean failed;

  /** The columns of a position, by number. */
  record Position(int longitude, int latitude) {}

  /**
   * Makes the table and begins to fill it.
   *
   * @param create what makes it, up to its name
   * @param target its name, qualified, ready to be written
   * @param names the names of its columns, ready to be written
   * @param nearby whether it gets the columns of {@link Nearby}, if it has a position
   */
  Copying(
      Connection connection,
      TableDefinition definition,
      String create,
      String target,
      List<String> names,
      boolean nearby)
      throws DatabaseException, SQLException {
    this.definition = definition;
    this.sql = new Sql(connection);
    this.target = target;
    this.names = List.copyOf(names);
    this.nearby = nearby;
    Table table = definition.table();
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      writers.add(CopyValue.of(column.type()));
      if (column.type().isGeometry()) {
        regions.add(new RegionColumn(i, column));
      }
    }
    position = position(definition);
    sql.run(create + " " + target + " (" + columnDefinitions() + ")");
    copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY " + target + " FROM STDIN (FORMAT text, ENCODING 'UTF8')");
  }

  /**
   * Begins to add rows to a table that is there.
   *
   * @param stored whose rows are given with all columns
   */
  Copying(Connection connection, StoredTable stored) throws SQLException {
    this.definition = new TableDefinition(stored.table(), null, null, List.of());
    this.sql = new Sql(connection);
    this.target = stored.sqlName();
    this.names = stored.columns().stream().map(StoredTable.StoredColumn::sqlName).toList();
    this.nearby = false;
    Table table = stored.table();
    List<String> written = new ArrayList<>(names);
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      writers.add(CopyValue.of(column.type()));
      StoredTable.RegionIndex region = stored.region(i);
      if (region != null) {
        regions.add(new RegionColumn(i, column, region));
      }
    }
    position =
        stored.positions().stream()
            .filter(index -> index.method() == StoredTable.Method.CELL)
            .findFirst()
            .map(index -> new Position(index.longitude(), index.latitude()))
            .orElse(null);
    if (position != null) {
      written.add(StoredTable.CELL);
    }
    for (RegionColumn region : regions) {
      written.add(region.index().region());
      written.add(region.keys());
    }
    copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "COPY "
                    + target
                    + " ("
                    + String.join(", ", written)
                    + ") FROM STDIN (FORMAT text, ENCODING 'UTF8')");
  }

  private static @Nullable Position position(TableDefinition definition) throws DatabaseException {
    TableDefinition.PositionColumns columns = definition.position();
    return columns == null
        ? null
        : new Position(
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
            .mapToObj(i -> names.get(i) + " " + TypeNames.sql(columns.get(i).type()))
            .collect(Collectors.joining(", "));
    String cell =
        position == null
            ? ""
            : ", " + StoredTable.CELL + " bigint" + (nearby ? Nearby.definition() : "");
    return visible
        + cell
        + regions.stream().map(RegionColumn::definition).collect(Collectors.joining());
  }

  /** Adds a row; see {@link org.nasmyth.api.database.TableLoad#append}. */
  void append(List<? extends @Nullable Object> values) throws DatabaseException {
    if (failed || !copy.isActive()) {
      throw new IllegalStateException("This load has ended.");
    }
    boolean well = false;
    try {
      if (values.size() != writers.size()) {
        throw bad(values.size() + " values for " + writers.size() + " columns");
      }
      for (int i = 0; i < values.size(); i++) {
        buffer.append(i == 0 ? "" : "\t");
        appendValue(i, values.get(i));
      }
      if (position != null) {
        buffer.append('\t');
        appendCell(values.get(position.longitude()), values.get(position.latitude()));
      }
      for (RegionColumn region : regions) {
        region.append(values.get(region.column()), rows, buffer);
      }
      buffer.append('\n');
      rows++;
      if (buffer.length() >= BUFFER) {
        flush();
      }
      well = true;
    } catch (SQLException e) {
      throw Loading.failure(e);
    } finally {
      failed = !well;
    }
  }

  private void flush() throws SQLException {
    byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    buffer.setLength(0);
  }

  private void appendValue(int column, @Nullable Object value) throws DatabaseException {
    if (value == null) {
      buffer.append("\\N");
      return;
    }
    try {
      writers.get(column).append(value, buffer);
    } catch (UnfitValueException e) {
      String name = definition.table().columns().get(column).name();
      throw bad("column " + name + ": " + e.getMessage());
    }
  }

  private void appendCell(@Nullable Object longitude, @Nullable Object latitude) {
    if (longitude instanceof Number east
        && latitude instanceof Number north
        && Double.isFinite(east.doubleValue())
        && Math.abs(north.doubleValue()) <= 90) {
      buffer.append(SkyCell.leafAt(east.doubleValue(), north.doubleValue()));
      if (nearby) {
        Nearby.append(east.doubleValue(), north.doubleValue(), buffer);
      }
    } else {
      buffer.append("\\N");
      if (nearby) {
        Nearby.appendNone(buffer);
      }
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
    if (failed || !copy.isActive()) {
      throw new IllegalStateException("This load has ended.");
    }
    flush();
    long unused = copy.endCopy();
    return rows;
  }

  /** Ends the rows, which are not wanted. */
  void abandon() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }

  @Nullable Position position() {
    return position;
  }

  List<RegionColumn> regions() {
    return regions;
  }

  /** The name of a column. */
  String name(int column) {
    return names.get(column);
  }

  /** Makes the indexes of regions and lets the planner know the table, when it has its rows. */
  void indexRegions() throws SQLException {
    for (RegionColumn region : regions) {
      sql.run("CREATE INDEX ON " + target + " USING gin (" + region.keys() + ")");
    }
    sql.run("ANALYZE " + target);
  }
}
