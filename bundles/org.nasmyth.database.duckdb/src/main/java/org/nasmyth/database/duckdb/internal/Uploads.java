// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.database.UploadSession;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.api.query.Query;
import org.nasmyth.sql.UploadView;

/**
 * The tables of one query, as temporary tables of a connection that is this session's own: nobody
 * else sees them, they never touch the archive's file, and they end with the connection.
 */
final class Uploads implements UploadSession {

  private final Engine engine;
  private final TapDatabase base;
  private final QueryRunner runner;
  private final Supplier<Archive> archive;
  private final SessionConnection connection;
  private final List<StoredTable> tables = new ArrayList<>();

  Uploads(Engine engine, TapDatabase base, QueryRunner runner, Supplier<Archive> archive)
      throws DatabaseException {
    this.engine = engine;
    this.base = base;
    this.runner = runner;
    this.archive = archive;
    try {
      connection = new SessionConnection(engine.acquire());
    } catch (SQLException e) {
      throw Failures.of(e);
    }
  }

  @Override
  public TableLoad begin(TableDefinition definition) throws DatabaseException {
    UploadView.refuseSecond(tables.stream().map(StoredTable::table).toList(), definition);
    return new Load(definition);
  }

  @Override
  public TapDatabase database() {
    return new View();
  }

  @Override
  public void close() {
    connection.end();
  }

  /** One table on its way in. */
  private final class Load implements TableLoad {
    private final TableDefinition definition;
    private final DuckDBConnection own;
    private final Staging staging;
    private boolean closed;

    Load(TableDefinition definition) throws DatabaseException {
      this.definition = definition;
      try {
        own = connection.acquire();
      } catch (SQLException e) {
        throw Failures.of(e);
      }
      boolean well = false;
      try {
        staging = new Staging(own, "upload" + tables.size(), definition);
        well = true;
      } finally {
        if (!well) {
          connection.release(own);
        }
      }
    }

    @Override
    public void append(List<? extends @Nullable Object> values) throws DatabaseException {
      staging.append(values);
    }

    @Override
    public long commit() throws DatabaseException {
      try {
        long rows = staging.finish();
        tables.add(stored(definition, staging, rows));
        return rows;
      } catch (SQLException e) {
        throw Failures.of(e);
      }
    }

    @Override
    public void close() {
      if (closed) {
        return;
      }
      closed = true;
      try {
        staging.abandon();
      } catch (SQLException e) {
        throw new IllegalStateException("A load of the embedded database cannot be ended.", e);
      } finally {
        connection.release(own);
      }
    }
  }

  private static StoredTable stored(TableDefinition definition, Staging staging, long rows) {
    Map<Integer, StoredTable.RegionIndex> regions = new HashMap<>();
    staging
        .radii()
        .forEach(
            (column, radius) -> regions.put(column, new StoredTable.RegionIndex(column, radius)));
    int columns = definition.table().columns().size();
    return new StoredTable(
        definition.table(),
        staging.sqlName(),
        IntStream.range(0, columns).mapToObj(i -> "c" + i).toList(),
        staging.position(),
        regions,
        rows);
  }

  /** The database with the tables of this session. */
  private final class View extends UploadView {
    View() {
      super(base);
    }

    @Override
    public Catalogue catalogue() {
      return archive().catalogue();
    }

    private Archive archive() {
      return archive.get().with(SCHEMA, tables);
    }

    @Override
    public RowStream execute(Query query, long maxRows, Cancellation cancellation)
        throws DatabaseException {
      return runner.run(query, maxRows, cancellation, this::archive, connection);
    }
  }

  /**
   * The connection of a session. It is closed when the session is, but not before the thread that
   * uses it has let go of it.
   */
  private final class SessionConnection implements Connections {
    private final DuckDBConnection connection;
    private boolean used;
    private boolean ended;

    SessionConnection(DuckDBConnection connection) {
      this.connection = connection;
    }

    @Override
    public synchronized DuckDBConnection acquire() throws SQLException {
      if (used || ended) {
        throw new SQLException("A session of uploads is for one query at a time, and not after.");
      }
      used = true;
      return connection;
    }

    @Override
    public synchronized void release(DuckDBConnection given) {
      used = false;
      if (ended) {
        engine.discard(connection);
      }
    }

    @Override
    public void discard(DuckDBConnection given) {
      release(given);
    }

    synchronized void end() {
      if (!ended) {
        ended = true;
        if (!used) {
          engine.discard(connection);
        }
      }
    }
  }
}
