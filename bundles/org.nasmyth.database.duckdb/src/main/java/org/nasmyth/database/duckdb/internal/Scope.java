// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How expressions refer to a source.
 *
 * @param alias its name in SQL
 * @param columns the names of its columns, in order
 * @param table where it is stored, with its indexes; null for a query
 */
record Scope(String alias, List<String> columns, @Nullable StoredTable table) {

  /** A column, qualified. */
  String column(int position) {
    return alias + "." + columns.get(position);
  }

  /** A hidden column, qualified. */
  String hidden(String name) {
    return alias + "." + name;
  }

  /** How many rows it has, as far as is known. */
  long rows() {
    return table == null ? Long.MAX_VALUE : table.rows();
  }
}
