// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.database;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.TableName;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A change of rows of tables that exist: all of it or nothing, and nobody sees a part of it. Rows
 * that were added are found by their positions and regions as those that were loaded are. Used by
 * one thread at a time.
 */
@ProviderType
public interface TableChange extends AutoCloseable {

  /**
   * Takes rows away, also such as this change has added.
   *
   * @param table a table of the catalogue
   * @param column the name of one of its columns, in any case of letters; of text or whole numbers
   * @param keys texts or whole numbers, as the column has; rows with one of them go
   * @return how many rows went
   * @throws DatabaseException of kind BAD_VALUE if there is no such table or column, CONFLICT if
   *     somebody else changes the same rows; the change cannot go on then
   */
  long delete(TableName table, String column, Collection<? extends Object> keys)
      throws DatabaseException;

  /**
   * Adds rows.
   *
   * @param table a table of the catalogue
   * @param columns names of some of its columns, in any case of letters; the others are NULL
   * @param rows values in the order of the columns, of the classes that {@link TableLoad#append}
   *     takes; null for NULL
   * @throws DatabaseException of kind BAD_VALUE, naming row and column, if there is no such table
   *     or column, or a value does not fit; the change cannot go on then
   */
  void append(
      TableName table, List<String> columns, List<? extends List<? extends @Nullable Object>> rows)
      throws DatabaseException;

  /**
   * Makes the change visible, all at once, and lasting.
   *
   * @throws DatabaseException if it cannot, of kind CONFLICT if a table was replaced or dropped
   *     meanwhile; nothing has changed then
   */
  void commit() throws DatabaseException;

  /** Without a commit before: leaves everything as it was. */
  @Override
  void close();
}
