// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.archive;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TableStore;
import org.nasmyth.api.database.TableStore.IfPresent;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.ingest.mapping.MappingException;
import org.nasmyth.ingest.mapping.Mappings;
import org.nasmyth.ingest.mapping.TableSheets;

/**
 * The tables that files are taken into. Those that all files share are made before the first file;
 * those that files choose, such as one for each instrument, when the first file wants them. Any
 * thread may look at them, one makes them.
 */
public final class DatasetTables {

  /** A header that holds nonsense must not fill the archive with tables. */
  private static final int MOST_OF_A_SCHEMA = 200;

  private final TableSheets sheets;
  private final TableStore store;
  private final Lookup lookup;
  private final Map<TableName, String> shared;
  private final Map<String, String> families;
  private final Map<TableName, Table> present = new ConcurrentHashMap<>();

  private DatasetTables(Mappings mappings, TableStore store, Lookup lookup)
      throws MappingException {
    this.sheets = mappings.sheets();
    this.store = store;
    this.lookup = lookup;
    this.shared = mappings.keys();
    this.families = mappings.families();
  }

  /**
   * Makes those that all files share, where they are missing.
   *
   * @throws MappingException if a mapping wants a table that is not there and that nothing defines
   */
  public static DatasetTables of(Mappings mappings, TableStore store, Lookup lookup)
      throws DatabaseException, MappingException {
    DatasetTables tables = new DatasetTables(mappings, store, lookup);
    lookup.tables().forEach(table -> tables.present.put(table.name(), table));
    for (String schema : tables.families.keySet()) {
      if (!tables.sheets.families().containsKey(schema)) {
        throw undefined(schema + ".*");
      }
    }
    tables.makeMissing(FileTables.ALL);
    tables.makeMissing(tables.shared.keySet());
    return tables;
  }

  private void makeMissing(Collection<TableName> names) throws DatabaseException, MappingException {
    for (TableName name : names) {
      if (!present.containsKey(name)) {
        make(sheets.definition(name).orElseThrow(() -> undefined(name.toString())));
      }
    }
  }

  private static MappingException undefined(String table) {
    return new MappingException(
        "Rows of " + table + " are wanted; the table is not there, and no tables.yaml defines it.",
        null);
  }

  private void make(TableDefinition definition) throws DatabaseException {
    TableName name = definition.table().name();
    try (TableLoad load = store.begin(definition, IfPresent.REFUSE)) {
      long unused = load.commit();
    }
    lookup.table(name).ifPresent(table -> present.put(name, table));
  }

  /** A table as it is, or as it will be made. */
  public Optional<Table> table(TableName name) {
    Table table = present.get(name);
    return table == null ? sheets.definition(name).map(TableDefinition::table) : Optional.of(table);
  }

  /**
   * Sees to it that a table is there.
   *
   * @return false if it is not, because its schema has too many already
   */
  boolean ready(TableName name) throws DatabaseException {
    if (present.containsKey(name)) {
      return true;
    }
    Optional<TableDefinition> definition = sheets.definition(name);
    long others =
        present.keySet().stream().filter(one -> one.schema().equals(name.schema())).count();
    if (definition.isEmpty() || others >= MOST_OF_A_SCHEMA) {
      return false;
    }
    make(definition.get());
    return true;
  }

  /** The tables that all files share, with the columns of their identifiers. */
  Map<TableName, String> shared() {
    return shared;
  }

  /**
   * Those of the tables that files choose that are there, with the columns of their identifiers.
   */
  Map<TableName, String> chosen() {
    Map<TableName, String> chosen = new LinkedHashMap<>();
    present.forEach(
        (name, table) -> {
          String key = families.get(name.schema());
          if (key != null && !shared.containsKey(name) && !table.positionsOf(key).isEmpty()) {
            chosen.put(name, key);
          }
        });
    return chosen;
  }
}
