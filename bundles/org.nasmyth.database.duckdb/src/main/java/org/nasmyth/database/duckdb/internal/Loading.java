// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TableStore.IfPresent;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.sql.Sql;
import org.nasmyth.sql.StorageType;

/**
 * A table on its way into the archive: its rows gather in a temporary table, and are put in the
 * order of the sky when all are there.
 */
final class Loading implements TableLoad {

  private final Engine engine;
  private final ArchiveStore store;
  private final TableDefinition definition;
  private final IfPresent ifPresent;
  private final DuckDBConnection connection;
  private final Staging staging;
  private boolean closed;

  Loading(Engine engine, ArchiveStore store, TableDefinition definition, IfPresent ifPresent)
      throws DatabaseException {
    this.engine = engine;
    this.store = store;
    this.definition = definition;
    this.ifPresent = ifPresent;
    try {
      connection = engine.acquire();
    } catch (SQLException e) {
      throw Failures.of(e);
    }
    boolean well = false;
    try {
      staging = new Staging(connection, "staging" + store.newNumber(), definition);
      well = true;
    } finally {
      if (!well) {
        engine.discard(connection);
      }
    }
  }

  @Override
  public void append(List<? extends @Nullable Object> values) throws DatabaseException {
    staging.append(values);
  }

  @Override
  public long commit() throws DatabaseException {
    if (closed) {
      throw new IllegalStateException("This load has ended.");
    }
    closed = true;
    try {
      long rows = staging.finish();
      String number = "t" + store.newNumber();
      Sql sql = new Sql(connection);
      store.publish(
          sql,
          definition,
          ifPresent,
          new TapSchema.Placement("data." + number, staging.position(), staging.radii(), rows),
          () -> {
            sql.run(
                "CREATE TABLE data."
                    + number
                    + " AS SELECT * FROM "
                    + staging.sqlName()
                    + staging.order());
            index(sql, number);
          });
      return rows;
    } catch (SQLException e) {
      throw Failures.of(e);
    } finally {
      engine.discard(connection);
    }
  }

  /** What few rows are found by; places on the sky are found by the order of rows instead. */
  private void index(Sql sql, String number) throws SQLException {
    List<Column> columns = definition.table().columns();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).indexed() && isKey(columns.get(i).type())) {
        sql.run("CREATE INDEX " + number + "_c" + i + " ON data." + number + " (c" + i + ")");
      }
    }
  }

  private static boolean isKey(ValueType type) {
    return switch (StorageType.of(type)) {
      case TEXT -> !type.isGeometry();
      case SHORT, INT, LONG -> true;
      case BOOLEAN, FLOAT, DOUBLE, TIMESTAMP, ARRAY -> false;
    };
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      engine.discard(connection);
    }
  }
}
