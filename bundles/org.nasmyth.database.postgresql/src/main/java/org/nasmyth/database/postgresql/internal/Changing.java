// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TableChange;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.sql.RowPlaces;
import org.nasmyth.sql.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A change of rows, as one transaction of a connection of its own. */
final class Changing implements TableChange {

  private static final Logger log = LoggerFactory.getLogger(Changing.class);

  private final PostgresqlStore store;
  private final Connection connection;
  private final Sql sql;
  private boolean closed;
  private boolean failed;

  Changing(Server server, PostgresqlStore store) throws DatabaseException {
    this.store = store;
    try {
      connection = server.writer();
    } catch (SQLException e) {
      throw Loading.failure(e);
    }
    sql = new Sql(connection);
  }

  @Override
  public long delete(TableName table, String column, Collection<? extends Object> keys)
      throws DatabaseException {
    begin();
    StoredTable stored = store.changeable(table);
    StoredTable.StoredColumn key = stored.columns().get(RowPlaces.position(stored.table(), column));
    boolean whole =
        switch (key.physical()) {
          case SHORT, INT, LONG -> true;
          default -> false;
        };
    try {
      long gone =
          sql.update(
              "DELETE FROM "
                  + stored.sqlName()
                  + " WHERE "
                  + key.sqlName()
                  + " = ANY (CAST(? AS "
                  + (whole ? "bigint[]" : "text[]")
                  + "))",
              (Object) keys.stream().map(String::valueOf).toArray(String[]::new));
      failed = false;
      return gone;
    } catch (SQLException e) {
      throw Loading.failure(e);
    }
  }

  @Override
  public void append(
      TableName table, List<String> columns, List<? extends List<? extends @Nullable Object>> rows)
      throws DatabaseException {
    begin();
    StoredTable stored = store.changeable(table);
    RowPlaces places = RowPlaces.of(stored.table(), columns);
    try {
      Copying copying = new Copying(connection, stored);
      boolean well = false;
      try {
        for (List<? extends @Nullable Object> row : rows) {
          copying.append(places.row(row));
        }
        long unused = copying.finish();
        well = true;
      } finally {
        if (!well) {
          copying.abandon();
        }
      }
      copying.regions().forEach(region -> region.warnOfBad(table));
    } catch (SQLException e) {
      throw Loading.failure(e);
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

  @Override
  public void commit() throws DatabaseException {
    begin();
    closed = true;
    try (connection) {
      connection.commit();
    } catch (SQLException e) {
      throw Loading.failure(e);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try (connection) {
        connection.rollback();
      } catch (SQLException e) {
        log.debug("A change that was given up could not be undone in order", e);
      }
    }
  }
}
