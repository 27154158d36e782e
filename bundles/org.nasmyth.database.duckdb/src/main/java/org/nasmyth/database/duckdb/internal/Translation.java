// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.util.List;

/**
 * A query in SQL.
 *
 * @param sql the statement, with numbered parameters
 * @param text its parameters and region constants
 */
record Translation(String sql, SqlText text) {

  /** The parameters in order. */
  List<Object> parameters() {
    return text.parameters();
  }

  /** Gives back what the functions needed; the statement cannot run any more. */
  void release() {
    text.release();
  }
}
