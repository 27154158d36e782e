// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.database;

import org.jspecify.annotations.Nullable;

/**
 * The rows of a running query. Used by one thread at a time; a {@link Cancellation} may end it from
 * any other. Closing it ends the query in the database and gives everything back, at any moment.
 */
public interface RowStream extends AutoCloseable {

  /**
   * The next rows.
   *
   * @return null after the last row
   * @throws DatabaseException if the query fails or is cancelled
   */
  @Nullable RowBatch next() throws DatabaseException;

  @Override
  void close();
}
