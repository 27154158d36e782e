// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/**
 * Statements that wait on their connections to be run again. Preparing takes DuckDB longer than
 * finding a row by its identifier does, and look-ups of that kind always have the same text. Safe
 * for any thread; a connection is used by one at a time.
 */
final class PreparedStatements {

  private static final int MOST_PER_CONNECTION = 32;

  /** A long text is a query of its own, of which the plan would only take room. */
  private static final int LONGEST = 8_000;

  private final IdentityHashMap<DuckDBConnection, Map<String, DuckDBPreparedStatement>> waiting =
      new IdentityHashMap<>();

  /** A statement that nobody else uses; give it back by {@link #give}, or close it. */
  DuckDBPreparedStatement take(DuckDBConnection connection, String sql) throws SQLException {
    DuckDBPreparedStatement known;
    synchronized (waiting) {
      Map<String, DuckDBPreparedStatement> own = waiting.get(connection);
      known = own == null ? null : own.remove(sql);
    }
    return known == null ? connection.prepare(sql) : known;
  }

  /** Takes a statement back, with no result open on it. */
  void give(DuckDBConnection connection, String sql, DuckDBPreparedStatement statement)
      throws SQLException {
    @Nullable DuckDBPreparedStatement tooMuch;
    synchronized (waiting) {
      tooMuch = sql.length() > LONGEST ? statement : keep(connection, sql, statement);
    }
    if (tooMuch != null) {
      tooMuch.close();
    }
  }

  private @Nullable DuckDBPreparedStatement keep(
      DuckDBConnection connection, String sql, DuckDBPreparedStatement statement) {
    Map<String, DuckDBPreparedStatement> own =
        waiting.computeIfAbsent(connection, key -> new LinkedHashMap<>());
    own.put(sql, statement);
    if (own.size() <= MOST_PER_CONNECTION) {
      return null;
    }
    Iterator<DuckDBPreparedStatement> oldestFirst = own.values().iterator();
    DuckDBPreparedStatement oldest = oldestFirst.next();
    oldestFirst.remove();
    return oldest;
  }

  /** Closes what waits on a connection that is about to be closed. */
  void forget(DuckDBConnection connection) throws SQLException {
    Map<String, DuckDBPreparedStatement> own;
    synchronized (waiting) {
      own = waiting.remove(connection);
    }
    if (own != null) {
      for (DuckDBPreparedStatement statement : new ArrayList<>(own.values())) {
        statement.close();
      }
    }
  }
}
