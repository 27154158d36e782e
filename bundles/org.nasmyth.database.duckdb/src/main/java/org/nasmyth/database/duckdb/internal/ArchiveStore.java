// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TableChange;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TableStore;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.sql.Sql;
import org.nasmyth.sql.TapSchemaLayout;

/**
 * The tables of the database: loading, replacing, dropping. Readers see the archive of one moment;
 * a table that was replaced stays for a while, for queries that were bound to it. Safe for any
 * thread.
 */
final class ArchiveStore implements TableStore {

  private static final Duration RETIREMENT = Duration.ofMinutes(1);

  private final Engine engine;
  private final AtomicLong nextNumber = new AtomicLong();
  private final Deque<Retired> retired = new ArrayDeque<>();
  private volatile Archive archive;

  private record Retired(StoredTable table, long since) {}

  /** Opens the archive of a database; makes its TAP_SCHEMA if it has none. */
  ArchiveStore(Engine engine) throws SQLException {
    this.engine = engine;
    DuckDBConnection connection = engine.acquire();
    try {
      Sql sql = new Sql(connection);
      TapSchema tapSchema = new TapSchema(sql);
      tapSchema.create();
      dropLeftovers(sql);
      archive = tapSchema.read(List.of());
    } finally {
      engine.release(connection);
    }
  }

  /** Tables that no description leads to, from a process that ended before it could drop them. */
  private void dropLeftovers(Sql sql) throws SQLException {
    Set<Object> used = new HashSet<>();
    for (List<@Nullable Object> row : sql.rows("SELECT sql_name FROM nasmyth.stored")) {
      used.add(String.valueOf(row.get(0)));
    }
    for (List<@Nullable Object> row :
        sql.rows("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'data'")) {
      String name = String.valueOf(row.get(0));
      nextNumber.accumulateAndGet(Long.parseLong(name.substring(1)) + 1, Math::max);
      if (!used.contains("data." + name)) {
        sql.run("DROP TABLE data." + name);
      }
    }
  }

  Archive archive() {
    return archive;
  }

  /** A number that no table of this database has. */
  long newNumber() {
    return nextNumber.getAndIncrement();
  }

  @Override
  public TableLoad begin(TableDefinition definition, IfPresent ifPresent) throws DatabaseException {
    TableName name = definition.table().name();
    refuseOurOwn(name);
    refuseIfPresent(name, ifPresent);
    return new Loading(engine, this, definition, ifPresent);
  }

  private static void refuseOurOwn(TableName name) throws DatabaseException {
    if (name.schema().equalsIgnoreCase(TapSchemaLayout.SCHEMA)) {
      throw new DatabaseException(
          DatabaseException.Kind.CONFLICT,
          "The schema " + TapSchemaLayout.SCHEMA + " belongs to the archive itself.",
          null);
    }
  }

  private void refuseIfPresent(TableName name, IfPresent ifPresent) throws DatabaseException {
    if (ifPresent == IfPresent.REFUSE && archive.tables().containsKey(name)) {
      throw new DatabaseException(
          DatabaseException.Kind.CONFLICT, "Table " + name + " exists already.", null);
    }
  }

  /**
   * Makes a loaded table visible.
   *
   * @param store what puts the rows into the database, within the transaction
   */
  synchronized void publish(
      Sql sql,
      TableDefinition definition,
      IfPresent ifPresent,
      TapSchema.Placement placement,
      Sql.Work store)
      throws DatabaseException, SQLException {
    TableName name = definition.table().name();
    refuseIfPresent(name, ifPresent);
    @Nullable StoredTable old = archive.tables().get(name);
    TapSchema tapSchema = new TapSchema(sql);
    sql.inTransaction(
        () -> {
          store.run();
          tapSchema.describe(
              definition.table(), definition.schemaDescription(), definition.keys(), placement);
        });
    retire(old);
    dropRetired(sql);
    archive = tapSchema.read(retiredTables());
  }

  @Override
  public synchronized boolean drop(TableName name) throws DatabaseException {
    refuseOurOwn(name);
    StoredTable old = archive.tables().get(name);
    if (old == null) {
      return false;
    }
    try {
      DuckDBConnection connection = engine.acquire();
      try {
        Sql sql = new Sql(connection);
        TapSchema tapSchema = new TapSchema(sql);
        sql.inTransaction(() -> tapSchema.remove(name));
        retire(old);
        dropRetired(sql);
        archive = tapSchema.read(retiredTables());
      } finally {
        engine.release(connection);
      }
    } catch (SQLException e) {
      throw Failures.of(e);
    }
    return true;
  }

  @Override
  public TableChange change() throws DatabaseException {
    return new Changing(engine, this);
  }

  /** A table whose rows can be changed. */
  StoredTable changeable(TableName name) throws DatabaseException {
    refuseOurOwn(name);
    StoredTable stored = archive.tables().get(name);
    if (stored == null) {
      throw new DatabaseException(
          DatabaseException.Kind.BAD_VALUE, "There is no table " + name + ".", null);
    }
    return stored;
  }

  /**
   * Makes changed rows visible.
   *
   * @param sql in a transaction, which ends
   */
  synchronized void publish(Sql sql, Collection<Changing.Touched> touched)
      throws DatabaseException, SQLException {
    TapSchema tapSchema = new TapSchema(sql);
    List<StoredTable> changed = new ArrayList<>();
    for (Changing.Touched table : touched) {
      TableName name = table.table().table().name();
      StoredTable present = changeable(name);
      if (!present.sqlName().equals(table.table().sqlName())) {
        throw Changing.changedMeanwhile(name);
      }
      changed.add(present.changed(table.radii(), table.growth()));
      tapSchema.changed(name, table.radii(), table.growth());
    }
    // Before the commit: bounds of regions that are too wide do no harm, such that are too narrow
    // would hide rows from a query that comes in between. TAP_SCHEMA is not read again, because
    // this transaction does not see the tables that were loaded since it began.
    Archive before = archive;
    archive = before.withChanged(changed);
    boolean done = false;
    try {
      sql.run("COMMIT");
      done = true;
    } finally {
      if (!done) {
        archive = before;
      }
    }
  }

  private void retire(@Nullable StoredTable table) {
    Optional.ofNullable(table)
        .ifPresent(old -> retired.addLast(new Retired(old, System.nanoTime())));
  }

  private void dropRetired(Sql sql) throws SQLException {
    while (!retired.isEmpty()
        && System.nanoTime() - retired.getFirst().since() > RETIREMENT.toNanos()) {
      sql.run("DROP TABLE IF EXISTS " + retired.removeFirst().table().sqlName());
    }
  }

  private List<StoredTable> retiredTables() {
    return retired.stream().map(Retired::table).toList();
  }
}
