// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import ca.nrc.cadc.net.TransientException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The database that jobs are kept in: opened, and its tables made, when it is used first. Every
 * method that reaches it throws {@link TransientException} when it fails. Safe for any thread.
 */
final class Store implements AutoCloseable {

  private static final long OPEN_SECONDS = 10;

  private final Connections connections;
  private final ReentrantLock opening = new ReentrantLock();
  private volatile boolean open;
  private volatile @Nullable SQLException trouble;

  Store(Connections connections) {
    this.connections = connections;
  }

  /** Does something in a transaction, which is rolled back if it throws. */
  <T> T transact(Connections.Work<T> work) {
    try {
      open();
      T result = connections.transact(work);
      trouble = null;
      return result;
    } catch (SQLException e) {
      trouble = e;
      throw new TransientException("The store of jobs failed: " + e.getMessage(), e);
    }
  }

  /** Whether what was asked of it last went well; false until it is open. */
  boolean isWell() {
    return open && trouble == null;
  }

  private void open() throws SQLException {
    if (open) {
      return;
    }
    try {
      if (!opening.tryLock(OPEN_SECONDS, TimeUnit.SECONDS)) {
        throw new SQLException("It is still being opened.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("Interrupted while it was opened.", e);
    }
    try {
      if (!open) {
        makeTables();
        open = true;
      }
    } finally {
      opening.unlock();
    }
  }

  /**
   * Another server may be making them at the same time. IF NOT EXISTS does not cover that: who
   * comes second waits for the first and fails then, once.
   */
  private void makeTables() throws SQLException {
    try {
      boolean unused = connections.transact(StoreSchema::create);
    } catch (SQLException first) {
      try {
        boolean unused = connections.transact(StoreSchema::create);
      } catch (SQLException second) {
        second.addSuppressed(first);
        throw second;
      }
    }
  }

  /** Runs one statement in a transaction of its own; how many rows it changed. */
  int update(String sql, @Nullable Object... values) {
    return transact(connection -> update(connection, sql, values));
  }

  static int update(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    List<@Nullable Object> list = new ArrayList<>();
    Collections.addAll(list, values);
    try (PreparedStatement statement = prepare(connection, sql, list)) {
      return statement.executeUpdate();
    }
  }

  /** The one number that a query has. */
  static long number(Connection connection, String sql, Object value) throws SQLException {
    try (PreparedStatement select = prepare(connection, sql, List.of(value));
        ResultSet row = select.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** The first text that a query has. */
  static Optional<String> text(Connection connection, String sql, List<Object> values)
      throws SQLException {
    return texts(connection, sql, values).stream().findFirst();
  }

  /** The texts that a query has. */
  static List<String> texts(Connection connection, String sql, List<Object> values)
      throws SQLException {
    try (PreparedStatement select = prepare(connection, sql, values);
        ResultSet rows = select.executeQuery()) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(Objects.requireNonNull(rows.getString(1)));
      }
      return texts;
    }
  }

  static PreparedStatement prepare(
      Connection connection, String sql, List<? extends @Nullable Object> values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
    return statement;
  }

  @Override
  public void close() {
    try {
      connections.close();
    } catch (SQLException e) {
      throw new TransientException("The store of jobs cannot be closed: " + e.getMessage(), e);
    }
  }
}
