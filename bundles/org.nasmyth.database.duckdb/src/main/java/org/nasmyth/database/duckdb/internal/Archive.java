// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.api.metadata.Schema;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;

/**
 * What the database holds at one moment, and where. Immutable.
 *
 * @param catalogue what TAP_SCHEMA tells
 * @param tables where the tables of the catalogue are
 * @param retired where tables are that were replaced or dropped a short while ago, for queries that
 *     were bound before; still there, told apart by their columns
 */
record Archive(Catalogue catalogue, Map<TableName, StoredTable> tables, List<StoredTable> retired) {

  Archive {
    tables = Map.copyOf(tables);
    retired = List.copyOf(retired);
  }

  static Archive of(Catalogue catalogue, List<StoredTable> stored, List<StoredTable> retired) {
    Map<TableName, StoredTable> tables = new HashMap<>();
    stored.forEach(table -> tables.put(table.table().name(), table));
    return new Archive(catalogue, tables, retired);
  }

  /** The same after changes of the rows of some tables. */
  Archive withChanged(List<StoredTable> changed) {
    Map<TableName, StoredTable> all = new HashMap<>(tables);
    changed.forEach(table -> all.put(table.table().name(), table));
    return new Archive(catalogue, all, retired);
  }

  /** The same with one more schema, of tables that are stored, too. */
  Archive with(String schema, List<StoredTable> stored) {
    Map<TableName, StoredTable> all = new HashMap<>(tables);
    stored.forEach(table -> all.put(table.table().name(), table));
    List<Table> described = stored.stream().map(StoredTable::table).toList();
    return new Archive(catalogue.with(new Schema(schema, null, null, described)), all, retired);
  }

  /**
   * Where a table of a query is.
   *
   * @throws DatabaseException of kind UNAVAILABLE if it is no longer as the query knows it
   */
  StoredTable stored(Table table) throws DatabaseException {
    StoredTable present = tables.get(table.name());
    if (present != null && present.table().columns().equals(table.columns())) {
      return present;
    }
    for (int i = retired.size() - 1; i >= 0; i--) {
      Table old = retired.get(i).table();
      if (old.name().equals(table.name()) && old.columns().equals(table.columns())) {
        return retired.get(i);
      }
    }
    throw new DatabaseException(
        DatabaseException.Kind.UNAVAILABLE,
        "Table " + table.name() + " has just been changed; send the query again.",
        null);
  }
}
