// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sql;

import static org.nasmyth.api.metadata.WrittenName.quoted;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ForeignKey;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.metadata.WrittenName;

/** Describes loaded tables in TAP_SCHEMA. Used within a transaction, by one thread. */
public final class TapSchemaWriter {

  /** TAP_SCHEMA shows itself after the archive's own schemas. */
  private static final int LAST = 100_000;

  /** Rows of one INSERT. */
  private static final int ROWS_AT_ONCE = 20;

  private static final Pattern LIMITED_LENGTH = Pattern.compile("(\\d{1,9})\\*?");

  private final Sql sql;
  private final String tapSchema;

  private final Function<ValueType, String> types;

  /**
   * A writer.
   *
   * @param tapSchema the schema that holds TAP_SCHEMA's tables
   * @param types the name in SQL of the type that values of a VOTable type have
   */
  public TapSchemaWriter(Sql sql, String tapSchema, Function<ValueType, String> types) {
    this.sql = sql;
    this.tapSchema = tapSchema;
    this.types = types;
  }

  private String place(String table) {
    return quoted(tapSchema) + "." + quoted(table);
  }

  /** Makes a TAP_SCHEMA that describes itself, where there is none. */
  public void create() throws SQLException {
    sql.run("CREATE SCHEMA IF NOT EXISTS " + quoted(tapSchema));
    for (Table table : TapSchemaLayout.tables()) {
      sql.run(
          table.columns().stream()
              .map(column -> quoted(column.name()) + " " + types.apply(column.type()))
              .collect(
                  Collectors.joining(
                      ", ", "CREATE TABLE " + place(table.name().table()) + " (", ")")));
    }
    insertSchema(TapSchemaLayout.SCHEMA, "What this archive holds, in itself.", LAST);
    for (Table table : TapSchemaLayout.tables()) {
      insertTable(table, null);
    }
    for (ForeignKey key : TapSchemaLayout.keys()) {
      insertKey(key);
    }
  }

  /** Describes a table, in place of what was said of it before. */
  public void describe(Table table, @Nullable String schemaDescription, List<ForeignKey> keys)
      throws SQLException {
    TableName name = table.name();
    List<List<@Nullable Object>> old =
        sql.rows(
            "SELECT table_index FROM " + place("tables") + " WHERE table_name = ?",
            WrittenName.of(name));
    forget(name);
    if (sql.rows(
            "SELECT 1 FROM " + place("schemas") + " WHERE schema_name = ?",
            WrittenName.of(name.schema()))
        .isEmpty()) {
      insertSchema(name.schema(), schemaDescription, nextIndex("schemas", "schema_index"));
    }
    insertTable(table, old.isEmpty() ? null : old.get(0).get(0));
    for (ForeignKey key : keys) {
      forgetKeys("key_id", key.id());
      insertKey(key);
    }
  }

  /** Takes a table out, its schema too if it was the last one. */
  public void remove(TableName name) throws SQLException {
    forget(name);
    forgetKeys("target_table", WrittenName.of(name));
    String schema = WrittenName.of(name.schema());
    sql.update(
        "DELETE FROM "
            + place("schemas")
            + " WHERE schema_name = ? AND NOT EXISTS (SELECT 1 FROM "
            + place("tables")
            + " WHERE schema_name = ?)",
        schema,
        schema);
  }

  /** Says nothing of a table any more; keys of others to it stay. */
  private void forget(TableName name) throws SQLException {
    String written = WrittenName.of(name);
    forgetKeys("from_table", written);
    sql.update("DELETE FROM " + place("columns") + " WHERE table_name = ?", written);
    sql.update("DELETE FROM " + place("tables") + " WHERE table_name = ?", written);
  }

  private void forgetKeys(String column, String value) throws SQLException {
    sql.update(
        "DELETE FROM "
            + place("key_columns")
            + " WHERE key_id IN (SELECT key_id FROM "
            + place("keys")
            + " WHERE "
            + column
            + " = ?)",
        value);
    sql.update("DELETE FROM " + place("keys") + " WHERE " + column + " = ?", value);
  }

  private int nextIndex(String table, String column) throws SQLException {
    Object next =
        sql.rows(
                "SELECT coalesce(max("
                    + column
                    + ") FILTER (WHERE "
                    + column
                    + " < "
                    + LAST
                    + "), 0) + 1 FROM "
                    + place(table))
            .get(0)
            .get(0);
    return next instanceof Number number ? number.intValue() : 1;
  }

  private void insertSchema(String name, @Nullable String description, int index)
      throws SQLException {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("schema_name", WrittenName.of(name));
    row.put("description", description);
    row.put("schema_index", index);
    insert("schemas", row);
  }

  private void insertTable(Table table, @Nullable Object index) throws SQLException {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("schema_name", WrittenName.of(table.name().schema()));
    row.put("table_name", WrittenName.of(table.name()));
    row.put("table_type", table.kind().name().toLowerCase(Locale.ROOT));
    row.put("utype", table.utype());
    row.put("description", table.description());
    row.put("table_index", index == null ? nextIndex("tables", "table_index") : index);
    for (Table.Attribute attribute : table.attributes()) {
      row.put(attributeColumn(attribute.field()), stored(attribute));
    }
    insert("tables", row);
    insertColumns(WrittenName.of(table.name()), table.columns(), 1);
  }

  /** An instant is bound as one: not every database takes a text for it. */
  private static @Nullable Object stored(Table.Attribute attribute) {
    return attribute.field().type().isTimestamp() && attribute.value() instanceof String written
        ? TimestampText.instant(written)
        : attribute.value();
  }

  /** Adds columns, many by one statement: an archive may have thousands. */
  private void insertColumns(String table, List<Column> columns, int firstIndex)
      throws SQLException {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Column column : columns) {
      rows.add(row(table, column, firstIndex + rows.size()));
    }
    for (int i = 0; i < rows.size(); i += ROWS_AT_ONCE) {
      insert(TapSchemaLayout.COLUMNS, rows.subList(i, Math.min(rows.size(), i + ROWS_AT_ONCE)));
    }
  }

  private static Map<String, @Nullable Object> row(String table, Column column, int index) {
    Field field = column.field();
    ValueType type = field.type();
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("table_name", table);
    row.put("column_name", WrittenName.of(field.name()));
    row.put("datatype", type.datatype().votableName());
    row.put("arraysize", type.arraysize());
    row.put("xtype", type.xtype());
    row.put("size", length(type));
    row.put("description", field.description());
    row.put("utype", field.utype());
    row.put("unit", field.unit());
    row.put("ucd", field.ucd());
    row.put("indexed", column.indexed() ? 1 : 0);
    row.put("principal", column.principal() ? 1 : 0);
    row.put("std", column.standard() ? 1 : 0);
    row.put("column_index", index);
    return row;
  }

  /** The length of a one-dimensional array, or its upper limit (TAP 1.1, section 4.3). */
  private static @Nullable Integer length(ValueType type) {
    String size = type.arraysize();
    Matcher limited = LIMITED_LENGTH.matcher(size == null ? "" : size);
    return limited.matches() ? Integer.valueOf(limited.group(1)) : null;
  }

  private void insertKey(ForeignKey key) throws SQLException {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("key_id", key.id());
    row.put("from_table", WrittenName.of(key.from()));
    row.put("target_table", WrittenName.of(key.target()));
    row.put("utype", key.utype());
    row.put("description", key.description());
    insert("keys", row);
    for (ForeignKey.ColumnPair pair : key.columns()) {
      Map<String, @Nullable Object> columns = new LinkedHashMap<>();
      columns.put("key_id", key.id());
      columns.put("from_column", WrittenName.of(pair.from()));
      columns.put("target_column", WrittenName.of(pair.target()));
      insert("key_columns", columns);
    }
  }

  private void insert(String table, Map<String, @Nullable Object> row) throws SQLException {
    insert(table, List.of(row));
  }

  private void insert(String table, List<Map<String, @Nullable Object>> rows) throws SQLException {
    Set<String> columns = rows.get(0).keySet();
    String names = columns.stream().map(WrittenName::quoted).collect(Collectors.joining(", "));
    String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", ", "(", ")"));
    List<@Nullable Object> values = new ArrayList<>();
    rows.forEach(row -> values.addAll(row.values()));
    int unused =
        sql.update(
            "INSERT INTO "
                + place(table)
                + " ("
                + names
                + ") VALUES "
                + String.join(", ", Collections.nCopies(rows.size(), marks)),
            values.toArray());
  }

  /** The column of TAP_SCHEMA.tables for an attribute; it is made where there is none. */
  private String attributeColumn(Field field) throws SQLException {
    List<String> present = sql.columns("SELECT * FROM " + place(TapSchemaLayout.TABLES));
    if (present.contains(field.name())) {
      return field.name();
    }
    for (String column : present) {
      if (column.equalsIgnoreCase(field.name())) {
        return column;
      }
    }
    sql.run(
        "ALTER TABLE "
            + place(TapSchemaLayout.TABLES)
            + " ADD COLUMN "
            + quoted(field.name())
            + " "
            + types.apply(field.type()));
    for (List<@Nullable Object> self :
        sql.rows(
            "SELECT table_name, count(*) FROM "
                + place(TapSchemaLayout.COLUMNS)
                + " WHERE lower(table_name) = 'tap_schema.tables' GROUP BY table_name")) {
      int index = self.get(1) instanceof Number number ? number.intValue() + 1 : 1;
      insertColumns(String.valueOf(self.get(0)), List.of(Column.of(field)), index);
    }
    return field.name();
  }
}
