// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ForeignKey;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;

/** The tables of TAP_SCHEMA as TAP 1.1, chapter 4, lays them out. */
public final class TapSchemaLayout {

  /** What the standard calls the schema, whatever it is called inside. */
  public static final String SCHEMA = "TAP_SCHEMA";

  /** The table of schemas. */
  public static final String SCHEMAS = "schemas";

  /** The table of tables. */
  public static final String TABLES = "tables";

  /** The table of columns. */
  public static final String COLUMNS = "columns";

  /** The table of ways to join. */
  public static final String KEYS = "keys";

  /** The table of the columns that ways to join go by. */
  public static final String KEY_COLUMNS = "key_columns";

  private static final ValueType NAME = new ValueType(Datatype.CHAR, "128*", null);
  private static final ValueType TEXT = new ValueType(Datatype.CHAR, "*", null);

  private TapSchemaLayout() {}

  /** All five, without columns that an archive adds. */
  public static List<Table> tables() {
    return List.of(
        table(
            SCHEMAS,
            "The schemas of this archive.",
            column("schema_name", NAME, "Name of the schema"),
            column("utype", NAME, "utype of the schema"),
            column("description", TEXT, "What the schema holds"),
            column("schema_index", ValueType.INT, "Order in which to show the schemas")),
        table(
            TABLES,
            "The tables of this archive.",
            column("schema_name", NAME, "Schema of the table; see TAP_SCHEMA.schemas"),
            column("table_name", NAME, "Full name of the table, as a query writes it"),
            column("table_type", NAME, "table or view"),
            column("utype", NAME, "utype of the table"),
            column("description", TEXT, "What the table holds"),
            column("table_index", ValueType.INT, "Order in which to show the tables")),
        table(
            COLUMNS,
            "The columns of this archive's tables.",
            column("table_name", NAME, "Table of the column; see TAP_SCHEMA.tables"),
            column("column_name", NAME, "Name of the column, as a query writes it"),
            column("datatype", NAME, "VOTable datatype"),
            column("arraysize", NAME, "VOTable arraysize"),
            column("xtype", NAME, "DALI's extended type"),
            column("size", ValueType.INT, "Number of elements of an array, or their limit"),
            column("description", TEXT, "What the column holds"),
            column("utype", NAME, "utype of the column"),
            column("unit", NAME, "Unit, in VOUnits' syntax"),
            column("ucd", NAME, "UCD of the column"),
            column("indexed", ValueType.INT, "1 if an index answers conditions on it"),
            column("principal", ValueType.INT, "1 if clients should show it first"),
            column("std", ValueType.INT, "1 if a standard defines it"),
            column("column_index", ValueType.INT, "Order of the columns in their table")),
        table(
            KEYS,
            "The ways to join this archive's tables.",
            column("key_id", NAME, "Identifier of the key"),
            column("from_table", NAME, "The referring table"),
            column("target_table", NAME, "The table referred to"),
            column("utype", NAME, "utype of the key"),
            column("description", TEXT, "What the key means")),
        table(
            KEY_COLUMNS,
            "The columns that the keys join by.",
            column("key_id", NAME, "Identifier of the key; see TAP_SCHEMA.keys"),
            column("from_column", NAME, "Column of the referring table"),
            column("target_column", NAME, "Column of the table referred to")));
  }

  /**
   * One of them.
   *
   * @throws java.util.NoSuchElementException if there is none of that name
   */
  public static Table table(String name) {
    return tables().stream()
        .filter(table -> table.name().table().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** How they are joined. */
  public static List<ForeignKey> keys() {
    return List.of(
        key("tap_schema_tables", TABLES, SCHEMAS, "schema_name", "schema_name"),
        key("tap_schema_columns", COLUMNS, TABLES, "table_name", "table_name"),
        key("tap_schema_keys_from", KEYS, TABLES, "from_table", "table_name"),
        key("tap_schema_keys_target", KEYS, TABLES, "target_table", "table_name"),
        key("tap_schema_key_columns", KEY_COLUMNS, KEYS, "key_id", "key_id"));
  }

  /** The full name of one of them. */
  public static TableName name(String table) {
    return new TableName(SCHEMA, table);
  }

  private static Table table(String name, String description, Column... columns) {
    return Table.of(name(name), description, List.of(columns));
  }

  private static Column column(String name, ValueType type, @Nullable String description) {
    return Column.of(Field.of(name, type).withDescription(description)).asStandard();
  }

  private static ForeignKey key(
      String id, String from, String target, String fromColumn, String targetColumn) {
    return new ForeignKey(
        id,
        name(from),
        name(target),
        null,
        null,
        List.of(new ForeignKey.ColumnPair(fromColumn, targetColumn)));
  }
}
