// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.api.metadata.Schema;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;

/**
 * What the database holds at one moment, where, and what it can do. Immutable.
 *
 * @param catalogue what TAP_SCHEMA tells
 * @param tables where the tables of the catalogue are
 * @param abilities what is installed in the database
 */
record Archive(Catalogue catalogue, Map<TableName, StoredTable> tables, Abilities abilities) {

  /**
   * What is installed.
   *
   * @param sphere pgSphere's types, and we are to use them
   * @param q3c q3c's functions
   * @param functions the functions of the schema nasmyth, in our version
   * @param temporaryTables whether our role may make temporary tables here
   * @param foldingCollation a collation, quoted, that knows upper and lower case of all letters;
   *     empty where there is none
   */
  record Abilities(
      boolean sphere,
      boolean q3c,
      boolean functions,
      boolean temporaryTables,
      String foldingCollation) {}

  Archive {
    tables = Map.copyOf(tables);
  }

  static Archive of(Catalogue catalogue, List<StoredTable> stored, Abilities abilities) {
    Map<TableName, StoredTable> tables = new HashMap<>();
    stored.forEach(table -> tables.put(table.table().name(), table));
    return new Archive(catalogue, tables, abilities);
  }

  /** The same with one more schema, of tables that are stored, too. */
  Archive with(String schema, List<StoredTable> stored) {
    Map<TableName, StoredTable> all = new HashMap<>(tables);
    stored.forEach(table -> all.put(table.table().name(), table));
    List<Table> described = stored.stream().map(StoredTable::table).toList();
    return new Archive(catalogue.with(new Schema(schema, null, null, described)), all, abilities);
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
    throw new DatabaseException(
        DatabaseException.Kind.UNAVAILABLE,
        "Table " + table.name() + " has just been changed; send the query again.",
        null);
  }
}
