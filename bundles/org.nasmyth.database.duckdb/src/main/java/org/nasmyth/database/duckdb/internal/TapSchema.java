// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import static org.nasmyth.api.metadata.WrittenName.quoted;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ForeignKey;
import org.nasmyth.api.metadata.Schema;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.metadata.WrittenName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TAP_SCHEMA within the database, which describes itself too, and beside it a table of our own that
 * says where each table is stored. Used by one thread at a time.
 */
final class TapSchema {

  private static final Logger log = LoggerFactory.getLogger(TapSchema.class);

  private static final Pattern LIMITED_LENGTH = Pattern.compile("(\\d{1,9})\\*?");

  /** TAP_SCHEMA shows itself after the archive's own schemas. */
  private static final int LAST = 100_000;

  private static final String SQL_SCHEMA = "tap_schema";

  private final Sql sql;

  TapSchema(Sql sql) {
    this.sql = sql;
  }

  /** Where a loaded table is, as the database keeps it. */
  record Placement(
      String sqlName,
      StoredTable.@Nullable PositionIndex position,
      Map<Integer, Double> regions,
      long rows) {}

  // Making

  /** Makes what is missing. */
  void create() throws SQLException {
    sql.run("CREATE SCHEMA IF NOT EXISTS nasmyth", "CREATE SCHEMA IF NOT EXISTS data");
    sql.run(
        "CREATE TABLE IF NOT EXISTS nasmyth.stored (table_name VARCHAR, sql_name VARCHAR,"
            + " longitude INTEGER, latitude INTEGER, regions VARCHAR, row_count BIGINT)");
    if (!sql.rows("SELECT 1 FROM duckdb_schemas() WHERE schema_name = ?", SQL_SCHEMA).isEmpty()) {
      return;
    }
    sql.inTransaction(
        () -> {
          sql.run("CREATE SCHEMA " + SQL_SCHEMA);
          for (Table table : TapSchemaLayout.tables()) {
            sql.run(
                "CREATE TABLE " + sqlName(table.name().table()) + " (" + columnList(table) + ")");
          }
          insertSchema(TapSchemaLayout.SCHEMA, "What this archive holds, in itself.", LAST);
          for (Table table : TapSchemaLayout.tables()) {
            insertTable(table);
          }
          for (ForeignKey key : TapSchemaLayout.keys()) {
            insertKey(key);
          }
        });
  }

  private static String columnList(Table table) {
    return table.columns().stream()
        .map(column -> quoted(column.name()) + " " + StorageType.of(column.type()).sql())
        .collect(Collectors.joining(", "));
  }

  private static String sqlName(String table) {
    return SQL_SCHEMA + "." + quoted(table);
  }

  // Writing

  /** Describes a table, in place of what was said of it before. */
  void describe(
      Table table, @Nullable String schemaDescription, List<ForeignKey> keys, Placement placement)
      throws SQLException {
    TableName name = table.name();
    List<@Nullable Object> place = tableIndex(name);
    forgetTable(name);
    addAttributeColumns(table.attributes());
    if (sql.rows(
            "SELECT 1 FROM tap_schema.schemas WHERE schema_name = ?", WrittenName.of(name.schema()))
        .isEmpty()) {
      insertSchema(name.schema(), schemaDescription, nextIndex("schemas", "schema_index"));
    }
    insertTable(table);
    if (!place.isEmpty()) {
      sql.update(
          "UPDATE tap_schema.tables SET table_index = ? WHERE table_name = ?",
          place.get(0),
          WrittenName.of(name));
    }
    for (ForeignKey key : keys) {
      forgetKey(key.id());
      insertKey(key);
    }
    StoredTable.PositionIndex position = placement.position();
    sql.update(
        "INSERT INTO nasmyth.stored VALUES (?, ?, ?, ?, ?, ?)",
        WrittenName.of(name),
        placement.sqlName(),
        position == null ? null : position.longitude(),
        position == null ? null : position.latitude(),
        placement.regions().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(",")),
        placement.rows());
  }

  private List<@Nullable Object> tableIndex(TableName name) throws SQLException {
    List<List<@Nullable Object>> rows =
        sql.rows(
            "SELECT table_index FROM tap_schema.tables WHERE table_name = ?", WrittenName.of(name));
    return rows.isEmpty() ? List.of() : rows.get(0);
  }

  /** Says nothing of a table any more; keys of others to it stay. */
  private void forgetTable(TableName name) throws SQLException {
    String written = WrittenName.of(name);
    for (List<@Nullable Object> key :
        sql.rows("SELECT key_id FROM tap_schema.keys WHERE from_table = ?", written)) {
      forgetKey(String.valueOf(key.get(0)));
    }
    sql.update("DELETE FROM tap_schema.columns WHERE table_name = ?", written);
    sql.update("DELETE FROM tap_schema.tables WHERE table_name = ?", written);
    sql.update("DELETE FROM nasmyth.stored WHERE table_name = ?", written);
  }

  /** Takes a table out, its schema too if it was the last one. */
  void remove(TableName name) throws SQLException {
    forgetTable(name);
    for (List<@Nullable Object> key :
        sql.rows(
            "SELECT key_id FROM tap_schema.keys WHERE target_table = ?", WrittenName.of(name))) {
      forgetKey(String.valueOf(key.get(0)));
    }
    String schema = WrittenName.of(name.schema());
    if (sql.rows("SELECT 1 FROM tap_schema.tables WHERE schema_name = ? LIMIT 1", schema)
        .isEmpty()) {
      sql.update("DELETE FROM tap_schema.schemas WHERE schema_name = ?", schema);
    }
  }

  private void forgetKey(String id) throws SQLException {
    sql.update("DELETE FROM tap_schema.key_columns WHERE key_id = ?", id);
    sql.update("DELETE FROM tap_schema.keys WHERE key_id = ?", id);
  }

  private int nextIndex(String table, String column) throws SQLException {
    List<List<@Nullable Object>> rows =
        sql.rows(
            "SELECT coalesce(max("
                + column
                + "), 0) + 1 FROM tap_schema."
                + table
                + " WHERE "
                + column
                + " < "
                + LAST);
    return ((Number) Objects.requireNonNull(rows.get(0).get(0))).intValue();
  }

  private void insertSchema(String name, @Nullable String description, int index)
      throws SQLException {
    sql.update(
        "INSERT INTO tap_schema.schemas (schema_name, description, schema_index) VALUES (?, ?, ?)",
        WrittenName.of(name),
        description,
        index);
  }

  private void insertTable(Table table) throws SQLException {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("schema_name", WrittenName.of(table.name().schema()));
    row.put("table_name", WrittenName.of(table.name()));
    row.put("table_type", table.kind().name().toLowerCase(Locale.ROOT));
    row.put("utype", table.utype());
    row.put("description", table.description());
    row.put("table_index", nextIndex("tables", "table_index"));
    for (Table.Attribute attribute : table.attributes()) {
      row.put(attribute.field().name(), attribute.value());
    }
    insert("tables", row);
    insertColumns(table.name(), table.columns(), 1);
  }

  /** Adds columns by one append: a statement for each would cost more than a small table's rows. */
  private void insertColumns(TableName table, List<Column> columns, int firstIndex)
      throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Map<String, @Nullable Object> row = describe(table, columns.get(i), firstIndex + i);
      List<@Nullable Object> ordered = new ArrayList<>(row.size());
      for (Column place : TapSchemaLayout.table(TapSchemaLayout.COLUMNS).columns()) {
        ordered.add(row.get(place.name()));
      }
      rows.add(ordered);
    }
    sql.append(SQL_SCHEMA, TapSchemaLayout.COLUMNS, rows);
  }

  private static Map<String, @Nullable Object> describe(TableName table, Column column, int index) {
    Field field = column.field();
    ValueType type = field.type();
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("table_name", WrittenName.of(table));
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
    Matcher limited =
        LIMITED_LENGTH.matcher(Objects.requireNonNullElse(type.arraysize(), "no array"));
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
      sql.update(
          "INSERT INTO tap_schema.key_columns (key_id, from_column, target_column)"
              + " VALUES (?, ?, ?)",
          key.id(),
          WrittenName.of(pair.from()),
          WrittenName.of(pair.target()));
    }
  }

  private void insert(String table, Map<String, @Nullable Object> row) throws SQLException {
    String columns =
        row.keySet().stream().map(WrittenName::quoted).collect(Collectors.joining(", "));
    String marks = row.keySet().stream().map(column -> "?").collect(Collectors.joining(", "));
    sql.update(
        "INSERT INTO " + sqlName(table) + " (" + columns + ") VALUES (" + marks + ")",
        row.values().toArray());
  }

  /** Gives TAP_SCHEMA.tables the columns that a table's attributes need. */
  private void addAttributeColumns(List<Table.Attribute> attributes) throws SQLException {
    List<Column> present = columnsOf(TapSchemaLayout.name(TapSchemaLayout.TABLES));
    for (Table.Attribute attribute : attributes) {
      Field field = attribute.field();
      if (present.stream().noneMatch(column -> column.name().equalsIgnoreCase(field.name()))) {
        sql.run(
            "ALTER TABLE "
                + sqlName(TapSchemaLayout.TABLES)
                + " ADD COLUMN "
                + quoted(field.name())
                + " "
                + StorageType.of(field.type()).sql());
        insertColumns(
            TapSchemaLayout.name(TapSchemaLayout.TABLES),
            List.of(Column.of(field)),
            present.size() + 1);
        present = columnsOf(TapSchemaLayout.name(TapSchemaLayout.TABLES));
      }
    }
  }

  // Reading

  /** Everything, as TAP_SCHEMA has it now. */
  Archive read(List<StoredTable> retired) throws SQLException {
    Map<TableName, List<Column>> columns = readColumns(null);
    List<Column> tablesColumns =
        columns.getOrDefault(TapSchemaLayout.name(TapSchemaLayout.TABLES), List.of());
    int standard = standardColumns();
    List<Field> extra =
        tablesColumns
            .subList(Math.min(standard, tablesColumns.size()), tablesColumns.size())
            .stream()
            .map(Column::field)
            .toList();
    Map<TableName, Placement> placements = readPlacements();
    Map<String, List<Table>> bySchema = new HashMap<>();
    List<StoredTable> stored = new ArrayList<>();
    for (Table table : readTables(columns, extra)) {
      Optional<StoredTable> found = stored(table, placements.get(table.name()));
      if (found.isPresent()) {
        stored.add(found.get());
        bySchema.computeIfAbsent(table.name().schema(), k -> new ArrayList<>()).add(table);
      } else {
        log.warn("TAP_SCHEMA describes {}, which this database does not hold", table.name());
      }
    }
    return Archive.of(new Catalogue(readSchemas(bySchema), readKeys()), stored, retired);
  }

  private static int standardColumns() {
    return TapSchemaLayout.table(TapSchemaLayout.TABLES).columns().size();
  }

  private static Optional<StoredTable> stored(Table table, @Nullable Placement placement) {
    if (table.name().schema().equals(TapSchemaLayout.SCHEMA)) {
      List<String> columns = table.columns().stream().map(column -> quoted(column.name())).toList();
      return Optional.of(
          new StoredTable(table, sqlName(table.name().table()), columns, null, Map.of(), 0));
    }
    if (placement == null) {
      return Optional.empty();
    }
    List<String> columns =
        IntStream.range(0, table.columns().size()).mapToObj(i -> "c" + i).toList();
    Map<Integer, StoredTable.RegionIndex> regions = new HashMap<>();
    placement
        .regions()
        .forEach(
            (column, radius) -> regions.put(column, new StoredTable.RegionIndex(column, radius)));
    return Optional.of(
        new StoredTable(
            table, placement.sqlName(), columns, placement.position(), regions, placement.rows()));
  }

  private List<Column> columnsOf(TableName name) throws SQLException {
    return readColumns(WrittenName.of(name)).getOrDefault(name, List.of());
  }

  private Map<TableName, List<Column>> readColumns(@Nullable String table) throws SQLException {
    Map<TableName, List<Column>> columns = new HashMap<>();
    for (List<@Nullable Object> row :
        sql.rows(
            "SELECT table_name, column_name, datatype, arraysize, xtype, unit, ucd, utype,"
                + " description, principal, indexed, std FROM tap_schema.columns"
                + " WHERE ? IS NULL OR table_name = ? ORDER BY table_name, column_index",
            table,
            table)) {
      ValueType type =
          new ValueType(
              Datatype.parse(String.valueOf(row.get(2))).orElse(Datatype.CHAR),
              (String) row.get(3),
              (String) row.get(4));
      Field field =
          new Field(
              WrittenName.read(String.valueOf(row.get(1))),
              type,
              (String) row.get(5),
              (String) row.get(6),
              (String) row.get(7),
              (String) row.get(8));
      columns
          .computeIfAbsent(
              WrittenName.readTable(String.valueOf(row.get(0))), k -> new ArrayList<>())
          .add(new Column(field, isOne(row.get(9)), isOne(row.get(10)), isOne(row.get(11))));
    }
    return columns;
  }

  private static boolean isOne(@Nullable Object value) {
    return value instanceof Number number && number.intValue() == 1;
  }

  private Map<TableName, Placement> readPlacements() throws SQLException {
    Map<TableName, Placement> placements = new HashMap<>();
    for (List<@Nullable Object> row :
        sql.rows(
            "SELECT table_name, sql_name, longitude, latitude, regions, row_count"
                + " FROM nasmyth.stored")) {
      StoredTable.PositionIndex position =
          row.get(2) instanceof Integer longitude && row.get(3) instanceof Integer latitude
              ? new StoredTable.PositionIndex(longitude, latitude)
              : null;
      Map<Integer, Double> regions = new HashMap<>();
      for (String region : String.valueOf(row.get(4)).split(",", -1)) {
        String[] pair = region.split("=", -1);
        if (pair.length == 2) {
          regions.put(Integer.valueOf(pair[0]), Double.valueOf(pair[1]));
        }
      }
      long rows = row.get(5) instanceof Number number ? number.longValue() : 0;
      placements.put(
          WrittenName.readTable(String.valueOf(row.get(0))),
          new Placement(String.valueOf(row.get(1)), position, regions, rows));
    }
    return placements;
  }

  private List<Table> readTables(Map<TableName, List<Column>> columns, List<Field> extra)
      throws SQLException {
    String more =
        extra.stream().map(field -> ", " + quoted(field.name())).collect(Collectors.joining());
    List<Table> tables = new ArrayList<>();
    for (List<@Nullable Object> row :
        sql.rows(
            "SELECT table_name, table_type, utype, description"
                + more
                + " FROM tap_schema.tables ORDER BY table_index, table_name")) {
      TableName name = WrittenName.readTable(String.valueOf(row.get(0)));
      List<Column> own = columns.getOrDefault(name, List.of());
      if (own.isEmpty()) {
        log.warn("TAP_SCHEMA tells no column of {}", name);
        continue;
      }
      Table.Kind kind = "view".equals(row.get(1)) ? Table.Kind.VIEW : Table.Kind.TABLE;
      List<Table.Attribute> attributes = new ArrayList<>();
      for (int i = 0; i < extra.size(); i++) {
        attributes.add(new Table.Attribute(extra.get(i), attribute(row.get(4 + i))));
      }
      tables.add(new Table(name, kind, (String) row.get(2), (String) row.get(3), own, attributes));
    }
    return tables;
  }

  private static @Nullable Object attribute(@Nullable Object value) {
    return value instanceof Timestamp time ? TimestampText.write(time.toLocalDateTime()) : value;
  }

  private List<Schema> readSchemas(Map<String, List<Table>> tables) throws SQLException {
    List<Schema> schemas = new ArrayList<>();
    for (List<@Nullable Object> row :
        sql.rows(
            "SELECT schema_name, utype, description FROM tap_schema.schemas"
                + " ORDER BY schema_index, schema_name")) {
      String name = WrittenName.read(String.valueOf(row.get(0)));
      schemas.add(
          new Schema(
              name,
              (String) row.get(1),
              (String) row.get(2),
              tables.getOrDefault(name, List.of())));
    }
    return schemas;
  }

  private List<ForeignKey> readKeys() throws SQLException {
    Map<String, List<ForeignKey.ColumnPair>> pairs = new HashMap<>();
    for (List<@Nullable Object> row :
        sql.rows("SELECT key_id, from_column, target_column FROM tap_schema.key_columns")) {
      pairs
          .computeIfAbsent(String.valueOf(row.get(0)), k -> new ArrayList<>())
          .add(
              new ForeignKey.ColumnPair(
                  WrittenName.read(String.valueOf(row.get(1))),
                  WrittenName.read(String.valueOf(row.get(2)))));
    }
    List<ForeignKey> keys = new ArrayList<>();
    for (List<@Nullable Object> row :
        sql.rows(
            "SELECT key_id, from_table, target_table, utype, description FROM tap_schema.keys"
                + " ORDER BY key_id")) {
      List<ForeignKey.ColumnPair> columns = pairs.get(String.valueOf(row.get(0)));
      if (columns != null) {
        keys.add(
            new ForeignKey(
                String.valueOf(row.get(0)),
                WrittenName.readTable(String.valueOf(row.get(1))),
                WrittenName.readTable(String.valueOf(row.get(2))),
                (String) row.get(3),
                (String) row.get(4),
                columns));
      }
    }
    return keys;
  }
}
