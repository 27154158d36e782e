// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sql;

import static org.nasmyth.api.metadata.WrittenName.quoted;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.WrittenName;

/**
 * What the texts in TAP_SCHEMA.tables name; some archives leave the schema out of them. Immutable.
 */
public final class TapSchemaNames {

  private final String schema;
  private final Map<String, TableName> names;

  private TapSchemaNames(String schema, Map<String, TableName> names) {
    this.schema = schema;
    this.names = Map.copyOf(names);
  }

  /**
   * Reads them.
   *
   * @param schema the schema that holds TAP_SCHEMA's tables, which are there
   */
  public static TapSchemaNames read(Sql sql, String schema) throws SQLException {
    Map<String, TableName> names = new HashMap<>();
    for (List<@Nullable Object> row :
        sql.rows("SELECT schema_name, table_name FROM " + quoted(schema) + ".tables")) {
      String written = String.valueOf(row.get(1));
      names.put(written, WrittenName.readTable(row.get(0) + "." + written));
    }
    return new TapSchemaNames(schema, names);
  }

  /** Of a database without a TAP_SCHEMA. */
  public static TapSchemaNames none(String schema) {
    return new TapSchemaNames(schema, Map.of());
  }

  /** All of them. */
  public Collection<TableName> all() {
    return names.values();
  }

  /** What a text names; one of TAP_SCHEMA's own tables if it is not known and has no schema. */
  TableName of(@Nullable Object written) {
    String text = String.valueOf(written);
    TableName known = names.get(text);
    return known == null ? WrittenName.readTable(quoted(schema) + "." + text) : known;
  }
}
