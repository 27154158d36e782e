// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.database.UploadSession;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.query.Query;
import org.nasmyth.sql.Sql;
import org.nasmyth.sql.StorageType;
import org.nasmyth.sql.UploadView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of one query, as temporary tables of a transaction that is never committed: nobody
 * else sees them, and the server drops them when the connection is lost or given back. Once they
 * are loaded the transaction can only read.
 */
final class Uploads implements UploadSession {

  private static final Logger log = LoggerFactory.getLogger(Uploads.class);

  private static final String CREATE = "CREATE TEMPORARY TABLE";

  private final Pool pool;
  private final ArchiveSource source;
  private final PostgresqlDatabase base;
  private final Connection connection;
  private final List<StoredTable> tables = new ArrayList<>();
  private boolean reading;
  private boolean closed;

  Uploads(Pool pool, ArchiveSource source, PostgresqlDatabase base, Cancellation cancellation)
      throws DatabaseException {
    this.pool = pool;
    this.source = source;
    this.base = base;
    this.connection = pool.acquire(cancellation);
    boolean well = false;
    try {
      // The pool may have begun a transaction, to see whether a connection that lay idle still
      // works.
      connection.rollback();
      connection.setReadOnly(false);
      new Sql(connection).run("SET TRANSACTION READ WRITE");
      well = true;
    } catch (SQLException e) {
      throw Failures.of(e);
    } finally {
      if (!well) {
        close();
      }
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
    if (closed) {
      return;
    }
    closed = true;
    try {
      connection.rollback();
    } catch (SQLException e) {
      log.debug("The connection of a session of uploads is given up", e);
      pool.discard(connection);
    }
    RunningQuery.giveBack(connection);
  }

  /** One table on its way in. */
  private final class Load implements TableLoad {
    private final TableDefinition definition;
    private final String sqlName = "pg_temp.u" + tables.size();
    private final Copying copying;

    Load(TableDefinition definition) throws DatabaseException {
      this.definition = definition;
      List<String> names =
          IntStream.range(0, definition.table().columns().size()).mapToObj(i -> "c" + i).toList();
      try {
        copying = new Copying(connection, definition, CREATE, sqlName, names, true);
      } catch (SQLException e) {
        throw Loading.failure(e);
      }
    }

    @Override
    public void append(List<? extends @Nullable Object> values) throws DatabaseException {
      copying.append(values);
    }

    @Override
    public long commit() throws DatabaseException {
      try {
        long rows = copying.finish();
        index();
        tables.add(stored());
        return rows;
      } catch (SQLException e) {
        throw Loading.failure(e);
      }
    }

    private void index() throws SQLException {
      Copying.Position position = copying.position();
      if (position != null) {
        Sql sql = new Sql(connection);
        sql.run("CREATE INDEX ON " + sqlName + " (" + StoredTable.CELL + ")");
        if (isDouble(position.latitude())) {
          sql.run("CREATE INDEX ON " + sqlName + " (" + copying.name(position.latitude()) + ")");
        }
      }
      copying.indexRegions();
    }

    private boolean isDouble(int column) {
      return StorageType.of(definition.table().columns().get(column).type()) == StorageType.DOUBLE;
    }

    private StoredTable stored() {
      Table table = definition.table();
      List<StoredTable.StoredColumn> columns = new ArrayList<>();
      for (Column column : table.columns()) {
        columns.add(
            new StoredTable.StoredColumn(
                copying.name(columns.size()), PhysicalType.of(StorageType.of(column.type()))));
      }
      List<StoredTable.PositionIndex> positions = new ArrayList<>();
      Copying.Position at = copying.position();
      if (at != null) {
        positions.add(
            new StoredTable.PositionIndex(StoredTable.Method.CELL, at.longitude(), at.latitude()));
        if (isDouble(at.latitude())) {
          positions.add(
              new StoredTable.PositionIndex(StoredTable.Method.LATITUDE, -1, at.latitude()));
        }
      }
      Map<Integer, StoredTable.RegionIndex> regions = new HashMap<>();
      copying.regions().forEach(region -> regions.put(region.column(), region.index()));
      return new StoredTable(table, sqlName, columns, positions, regions);
    }

    @Override
    public void close() {
      try {
        copying.abandon();
      } catch (SQLException e) {
        // The transaction cannot go on, and whoever uses it next is told.
        Uploads.this.close();
      }
    }
  }

  /** The database with the tables of this session. */
  private final class View extends UploadView {
    View() {
      super(base);
    }

    @Override
    public Catalogue catalogue() throws DatabaseException {
      return archive().catalogue();
    }

    private Archive archive() throws DatabaseException {
      return source.archive().with(SCHEMA, tables);
    }

    @Override
    public RowStream execute(Query query, long maxRows, Cancellation cancellation)
        throws DatabaseException {
      return execute(query, maxRows, Identity.ANONYMOUS, cancellation);
    }

    @Override
    public RowStream execute(Query query, long maxRows, Identity caller, Cancellation cancellation)
        throws DatabaseException {
      Translation translation = Dialect.translate(query, maxRows, archive());
      if (closed || reading) {
        throw new DatabaseException(
            DatabaseException.Kind.FAULT, "A session of uploads is for one query.", null);
      }
      reading = true;
      try {
        new Sql(connection).run("SET TRANSACTION READ ONLY");
      } catch (SQLException e) {
        throw Failures.of(e);
      }
      return RunningQuery.within(connection, pool, cancellation, query.fields())
          .start(translation, base.asking(caller));
    }
  }
}
