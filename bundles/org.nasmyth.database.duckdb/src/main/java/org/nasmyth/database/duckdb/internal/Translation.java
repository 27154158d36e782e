// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.util.List;

/**
 * A query in SQL.
 *
 * @param sql the statement, with numbered parameters; it may give more rows than are wanted
 * @param maxRows how many rows of what it gives are to be read
 * @param text its parameters and region constants
 */
record Translation(String sql, long maxRows, SqlText text) {

  /** The parameters in order. */
  List<Object> parameters() {
    return text.parameters();
  }

  /** Gives back what the functions needed; the statement cannot run any more. */
  void release() {
    text.release();
  }
}
