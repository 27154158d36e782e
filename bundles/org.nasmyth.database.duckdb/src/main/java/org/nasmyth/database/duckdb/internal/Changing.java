// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TableChange;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.sql.RowPlaces;
import org.nasmyth.sql.Sql;

/**
 * A change of rows in one transaction of a connection of its own. New rows gather in a temporary
 * table of the same layout as the table that they go to, which works out what is hidden in them.
 */
final class Changing implements TableChange {

  /** Keys of one statement: DuckDB's time for one grows with the square of its parameters. */
  private static final int KEYS_AT_ONCE = 200;

  private final Engine engine;
  private final ArchiveStore store;
  private final DuckDBConnection connection;
  private final Sql sql;
  private final Map<TableName, Touched> touched = new LinkedHashMap<>();
  private boolean closed;
  private boolean failed;

  /** What has become of a table. */
  static final class Touched {
    private final StoredTable table;
    private final Map<Integer, Double> radii = new HashMap<>();
    private long added;
    private long removed;

    Touched(StoredTable table) {
      this.table = table;
    }

    StoredTable table() {
      return table;
    }

    /** How many more rows the table has. */
    long growth() {
      return added - removed;
    }

    /** The largest bounding caps, by position of the region column, as they are now at most. */
    Map<Integer, Double> radii() {
      Map<Integer, Double> all = new HashMap<>(radii);
      table.regions().forEach((column, index) -> all.merge(column, index.maxRadius(), Math::max));
      return all;
    }
  }

  Changing(Engine engine, ArchiveStore store) throws DatabaseException {
    this.engine = engine;
    this.store = store;
    try {
      connection = engine.acquire();
    } catch (SQLException e) {
      throw Failures.of(e);
    }
    this.sql = new Sql(connection);
    boolean well = false;
    try {
      sql.run("BEGIN TRANSACTION");
      well = true;
    } catch (SQLException e) {
      throw failure(e);
    } finally {
      if (!well) {
        engine.discard(connection);
      }
    }
  }

  @Override
  public long delete(TableName table, String column, Collection<? extends Object> keys)
      throws DatabaseException {
    begin();
    Touched target = touch(table);
    int position = RowPlaces.position(target.table.table(), column);
    List<Object> all = new ArrayList<>(keys);
    long gone = 0;
    try {
      for (int i = 0; i < all.size(); i += KEYS_AT_ONCE) {
        List<Object> some = all.subList(i, Math.min(all.size(), i + KEYS_AT_ONCE));
        gone +=
            sql.update(
                "DELETE FROM "
                    + target.table.sqlName()
                    + " WHERE "
                    + target.table.columns().get(position)
                    + " IN ("
                    + String.join(", ", Collections.nCopies(some.size(), "?"))
                    + ")",
                some.toArray());
      }
    } catch (SQLException e) {
      throw failure(e);
    }
    target.removed += gone;
    failed = false;
    return gone;
  }

  @Override
  public void append(
      TableName table, List<String> columns, List<? extends List<? extends @Nullable Object>> rows)
      throws DatabaseException {
    begin();
    Touched target = touch(table);
    Table described = target.table.table();
    RowPlaces places = RowPlaces.of(described, columns);
    String name = "change" + store.newNumber();
    try {
      Staging staging = new Staging(connection, name, definition(target.table));
      boolean well = false;
      try {
        for (List<? extends @Nullable Object> row : rows) {
          staging.append(places.row(row));
        }
        target.added += staging.finish();
        well = true;
      } finally {
        if (!well) {
          staging.abandon();
        }
      }
      sql.run(
          "INSERT INTO " + target.table.sqlName() + " SELECT * FROM " + staging.sqlName(),
          "DROP TABLE " + staging.sqlName());
      staging.radii().forEach((column, radius) -> target.radii.merge(column, radius, Math::max));
    } catch (SQLException e) {
      throw failure(e);
    }
    failed = false;
  }

  /** Failed until the opposite is shown, so that nothing of a half statement is committed. */
  private void begin() {
    if (closed || failed) {
      throw new IllegalStateException("This change has ended.");
    }
    failed = true;
  }

  private Touched touch(TableName name) throws DatabaseException {
    StoredTable stored = store.changeable(name);
    Touched known = touched.computeIfAbsent(name, key -> new Touched(stored));
    if (!known.table.sqlName().equals(stored.sqlName())) {
      throw changedMeanwhile(name);
    }
    return known;
  }

  private static TableDefinition definition(StoredTable stored) {
    StoredTable.PositionIndex position = stored.position();
    Table table = stored.table();
    return new TableDefinition(
        table,
        null,
        position == null
            ? null
            : new TableDefinition.PositionColumns(
                table.columns().get(position.longitude()).name(),
                table.columns().get(position.latitude()).name()),
        List.of());
  }

  @Override
  public void commit() throws DatabaseException {
    begin();
    closed = true;
    try {
      store.publish(sql, touched.values());
    } catch (SQLException e) {
      throw failure(e);
    } finally {
      engine.discard(connection);
    }
  }

  /** A table that is not the one any more that this change was made for. */
  static DatabaseException changedMeanwhile(TableName name) {
    return new DatabaseException(
        DatabaseException.Kind.CONFLICT,
        "Table " + name + " was replaced or dropped while its rows were changed.",
        null);
  }

  private static DatabaseException failure(SQLException e) {
    return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("conflict")
        ? new DatabaseException(
            DatabaseException.Kind.CONFLICT, "Somebody else is changing the same rows.", e)
        : Failures.of(e);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      engine.discard(connection);
    }
  }
}
