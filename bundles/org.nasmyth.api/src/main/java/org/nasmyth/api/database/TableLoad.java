// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.database;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table being loaded. Used by one thread at a time. */
public interface TableLoad extends AutoCloseable {

  /**
   * Adds a row.
   *
   * @param values one for each column, in order: Boolean, Short, Integer, Long, Float, Double,
   *     String or a primitive array, as the column's type says; null for NULL
   * @throws DatabaseException of kind BAD_VALUE, naming row and column, if a value does not fit
   */
  void append(List<? extends @Nullable Object> values) throws DatabaseException;

  /**
   * Makes the table visible, with indexes and metadata, all at once.
   *
   * @return the number of rows
   * @throws DatabaseException if it cannot; nothing has changed then
   */
  long commit() throws DatabaseException;

  /** Without a commit before: leaves everything as it was. */
  @Override
  void close();
}
