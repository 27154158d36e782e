// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import static org.nasmyth.api.metadata.WrittenName.quoted;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TableStore.IfPresent;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.sphere.SkyCell;
import org.nasmyth.sql.Sql;
import org.nasmyth.sql.UnfitValueException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table on its way in, by COPY, in one transaction: with what the indexes need worked out beside
 * it, and under another name until the commit.
 */
final class Loading implements TableLoad {

  private static final Logger log = LoggerFactory.getLogger(Loading.class);

  private static final int BUFFER = 1 << 16;

  private final PostgresqlStore store;
  private final TableDefinition definition;
  private final IfPresent ifPresent;
  private final Connection connection;
  private final Sql sql;
  private final CopyIn copy;
  private final List<CopyValue> writers = new ArrayList<>();
  private final List<RegionColumn> regions = new ArrayList<>();
  private final @Nullable Position position;
  private final String suffix = UUID.randomUUID().toString().substring(0, 8);
  private final StringBuilder buffer = new StringBuilder(BUFFER);
  private long rows;
  private boolean failed;
  private boolean closed;

  /** The columns of a position, by number. */
  private record Position(int longitude, int latitude) {}

  Loading(Server server, PostgresqlStore store, TableDefinition definition, IfPresent ifPresent)
      throws DatabaseException {
    this.store = store;
    this.definition = definition;
    this.ifPresent = ifPresent;
    Table table = definition.table();
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      writers.add(CopyValue.of(column.type()));
      if (column.type().isGeometry()) {
        regions.add(new RegionColumn(i, column));
      }
    }
    position = position(definition);
    Connection made = null;
    boolean well = false;
    try {
      made = server.writer();
      connection = made;
      sql = new Sql(made);
      sql.run(
          "CREATE SCHEMA IF NOT EXISTS " + quoted(table.name().schema()),
          "CREATE TABLE " + staging() + " (" + columnDefinitions() + ")");
      copy =
          made.unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("COPY " + staging() + " FROM STDIN (FORMAT text, ENCODING 'UTF8')");
      well = true;
    } catch (SQLException e) {
      throw failure(e);
    } finally {
      if (!well) {
        giveUp(made);
      }
    }
  }

  private static void giveUp(@Nullable Connection connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        log.debug("A connection could not be closed", e);
      }
    }
  }

  /** What to tell of an error while loading, where a missing right is the operator's business. */
  static DatabaseException failure(SQLException e) {
    if ("42501".equals(e.getSQLState())) {
      return new DatabaseException(
          DatabaseException.Kind.UNSUPPORTED,
          "The role that this database is used with may not make or change tables.",
          e);
    }
    return Failures.of(e);
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

  private String schema() {
    return quoted(definition.table().name().schema());
  }

  private String stagingName() {
    return quoted("_nasmyth_load_" + suffix);
  }

  private String staging() {
    return schema() + "." + stagingName();
  }

  private String columnDefinitions() {
    String visible =
        definition.table().columns().stream()
            .map(column -> quoted(column.name()) + " " + StorageType.sql(column.type()))
            .collect(Collectors.joining(", "));
    String cell = position == null ? "" : ", " + StoredTable.CELL + " bigint";
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
      throw failure(e);
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
    } else {
      buffer.append("\\N");
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
    try (connection) {
      flush();
      long unused = copy.endCopy();
      index();
      publish();
      connection.commit();
    } catch (SQLException e) {
      throw failure(e);
    }
    regions.forEach(region -> region.warnOfBad(definition.table().name()));
    store.changed();
    return rows;
  }

  private void index() throws SQLException {
    if (position != null) {
      List<Column> columns = definition.table().columns();
      String longitude = quoted(columns.get(position.longitude()).name());
      String latitude = quoted(columns.get(position.latitude()).name());
      String byCell = quoted("_nasmyth_cell_" + suffix);
      sql.run(
          "CREATE INDEX " + byCell + " ON " + staging() + " (" + StoredTable.CELL + ")",
          // Neighbours on the sky become neighbours on disk.
          "CLUSTER " + staging() + " USING " + byCell,
          "CREATE INDEX ON " + staging() + " (" + latitude + ")",
          "COMMENT ON COLUMN "
              + staging()
              + "."
              + StoredTable.CELL
              + " IS '"
              + (longitude + " " + latitude).replace("'", "''")
              + "'");
    }
    for (RegionColumn region : regions) {
      sql.run("CREATE INDEX ON " + staging() + " USING gin (" + region.keys() + ")");
    }
    sql.run("ANALYZE " + staging());
  }

  private void publish() throws SQLException, DatabaseException {
    TableName name = definition.table().name();
    String target = schema() + "." + quoted(name.table());
    boolean there = !sql.rows("SELECT 1 WHERE to_regclass(?) IS NOT NULL", target).isEmpty();
    if (there && ifPresent == IfPresent.REFUSE) {
      throw PostgresqlStore.exists(name);
    }
    if (there) {
      sql.run("DROP TABLE " + target);
    }
    sql.run("ALTER TABLE " + staging() + " RENAME TO " + quoted(name.table()));
    store.createTapSchema(sql);
    store
        .describer(sql)
        .describe(definition.table(), definition.schemaDescription(), definition.keys());
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try (connection) {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
        connection.rollback();
      } catch (SQLException e) {
        log.debug("A load that was given up could not be undone in order", e);
      }
    }
  }
}
