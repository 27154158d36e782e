// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import static org.nasmyth.api.metadata.WrittenName.quoted;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TableStore.IfPresent;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.sql.Sql;
import org.nasmyth.sql.StorageType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table on its way into the archive, in one transaction, and under another name until the commit.
 */
final class Loading implements TableLoad {

  private static final Logger log = LoggerFactory.getLogger(Loading.class);

  private final PostgresqlStore store;
  private final TableDefinition definition;
  private final IfPresent ifPresent;
  private final Connection connection;
  private final Sql sql;
  private final Copying copying;
  private final String suffix = UUID.randomUUID().toString().substring(0, 8);
  private boolean closed;

  Loading(Server server, PostgresqlStore store, TableDefinition definition, IfPresent ifPresent)
      throws DatabaseException {
    this.store = store;
    this.definition = definition;
    this.ifPresent = ifPresent;
    Connection made = null;
    boolean well = false;
    try {
      made = server.writer();
      connection = made;
      sql = new Sql(made);
      store.alone(sql);
      sql.run("CREATE SCHEMA IF NOT EXISTS " + schema());
      made.commit();
      List<String> names =
          definition.table().columns().stream().map(column -> quoted(column.name())).toList();
      copying = new Copying(made, definition, "CREATE TABLE", staging(), names, false);
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

  private String schema() {
    return quoted(definition.table().name().schema());
  }

  private String stagingName() {
    return quoted("_nasmyth_load_" + suffix);
  }

  private String staging() {
    return schema() + "." + stagingName();
  }

  @Override
  public void append(List<? extends @Nullable Object> values) throws DatabaseException {
    copying.append(values);
  }

  @Override
  public long commit() throws DatabaseException {
    if (closed) {
      throw new IllegalStateException("This load has ended.");
    }
    closed = true;
    long rows;
    try (connection) {
      rows = copying.finish();
      index();
      publish();
      connection.commit();
    } catch (SQLException e) {
      throw failure(e);
    }
    copying.regions().forEach(region -> region.warnOfBad(definition.table().name()));
    store.changed();
    return rows;
  }

  private void index() throws SQLException {
    Copying.Position position = copying.position();
    if (position != null) {
      String longitude = copying.name(position.longitude());
      String latitude = copying.name(position.latitude());
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
    indexKeys();
    copying.indexRegions();
  }

  /** What few rows are found by. A text of any length fits into a hash, not into a tree. */
  private void indexKeys() throws SQLException {
    List<Column> columns = definition.table().columns();
    for (int i = 0; i < columns.size(); i++) {
      ValueType type = columns.get(i).type();
      if (columns.get(i).indexed() && !type.isGeometry()) {
        switch (StorageType.of(type)) {
          case TEXT ->
              sql.run("CREATE INDEX ON " + staging() + " USING hash (" + copying.name(i) + ")");
          case SHORT, INT, LONG, TIMESTAMP ->
              sql.run("CREATE INDEX ON " + staging() + " (" + copying.name(i) + ")");
          case BOOLEAN, FLOAT, DOUBLE, ARRAY -> {}
        }
      }
    }
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
    store.alone(sql);
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
        copying.abandon();
        connection.rollback();
      } catch (SQLException e) {
        log.debug("A load that was given up could not be undone in order", e);
      }
    }
  }
}
