// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/** Where a query gets its connection from. Safe for any thread. */
interface Connections {

  /**
   * A connection that nobody else uses meanwhile.
   *
   * @throws SQLException if there is none any more
   */
  DuckDBConnection acquire() throws SQLException;

  /** Takes a connection back, with no statement open on it. */
  void release(DuckDBConnection connection);

  /** Takes a connection back that may be in any state. */
  void discard(DuckDBConnection connection);
}
