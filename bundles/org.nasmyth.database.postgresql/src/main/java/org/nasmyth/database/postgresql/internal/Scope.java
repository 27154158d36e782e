// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How expressions refer to a source.
 *
 * @param alias its name in SQL
 * @param columns its columns, in order
 * @param table where it is stored, with its indexes; null for a query
 */
record Scope(String alias, List<StoredTable.StoredColumn> columns, @Nullable StoredTable table) {

  /** A column, qualified. */
  String column(int position) {
    return alias + "." + columns.get(position).sqlName();
  }

  /** What a column really is. */
  PhysicalType physical(int position) {
    return columns.get(position).physical();
  }

  /** A hidden column, qualified. */
  String hidden(String sqlName) {
    return alias + "." + sqlName;
  }
}
