// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.archive;

import java.util.ArrayList;
import java.util.List;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TableStore;
import org.nasmyth.api.database.TableStore.IfPresent;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.ingest.mapping.MappingException;
import org.nasmyth.ingest.mapping.Mappings;

/** Makes the tables that files are taken into, where they are not there. */
public final class MissingTables {

  private MissingTables() {}

  /**
   * Makes them, empty.
   *
   * @throws MappingException if a mapping wants a table that is not there and that nothing defines
   */
  public static void make(Mappings mappings, TableStore store, Lookup lookup)
      throws DatabaseException, MappingException {
    List<TableName> wanted = new ArrayList<>(FileTables.ALL);
    wanted.addAll(mappings.keys().keySet());
    for (TableName name : wanted) {
      if (lookup.table(name).isPresent()) {
        continue;
      }
      TableDefinition definition = mappings.sheets().definitions().get(name);
      if (definition == null) {
        throw new MappingException(
            "Rows of "
                + name
                + " are wanted; the table is not there, and no tables.yaml defines it.",
            null);
      }
      try (TableLoad load = store.begin(definition, IfPresent.REFUSE)) {
        long unused = load.commit();
      }
    }
  }
}
