// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import static org.nasmyth.api.metadata.WrittenName.quoted;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
 * Reads a TAP_SCHEMA as it is: of TAP 1.1 or 1.0, with columns that the standard does not know, and
 * with tables that are not (or no longer) there. What columns really are is read from PostgreSQL's
 * own catalogue. Used once, by one thread.
 */
final class TapSchemaReader {

  private static final Logger log = LoggerFactory.getLogger(TapSchemaReader.class);

  private static final Set<String> STANDARD_OF_TABLES =
      Set.of("schema_name", "table_name", "table_type", "utype", "description", "table_index");

  private final Sql sql;
  private final String tapSchema;
  private final Relations relations;
  private final Map<String, TableName> names;

  /**
   * A reader.
   *
   * @param tapSchema the schema that holds TAP_SCHEMA's tables
   */
  TapSchemaReader(Sql sql, String tapSchema) throws SQLException {
    this.sql = sql;
    this.tapSchema = tapSchema;
    this.names = isThere(sql, tapSchema) ? namesIn(sql, tapSchema) : Map.of();
    Set<String> schemas = new TreeSet<>(Set.of(tapSchema));
    names.values().forEach(name -> schemas.add(name.schema()));
    this.relations = Relations.read(sql, schemas);
  }

  /** What the texts in TAP_SCHEMA.tables name; some archives leave the schema out of them. */
  private static Map<String, TableName> namesIn(Sql sql, String tapSchema) throws SQLException {
    Map<String, TableName> names = new HashMap<>();
    for (List<@Nullable Object> row :
        sql.rows("SELECT schema_name, table_name FROM " + quoted(tapSchema) + ".tables")) {
      String written = String.valueOf(row.get(1));
      names.put(written, WrittenName.readTable(row.get(0) + "." + written));
    }
    return names;
  }

  /** Whether a database has a TAP_SCHEMA. */
  static boolean isThere(Sql sql, String tapSchema) throws SQLException {
    return !sql.rows("SELECT 1 WHERE to_regclass(?) IS NOT NULL", quoted(tapSchema) + ".tables")
        .isEmpty();
  }

  /**
   * A text that changes when what {@link #read} would give changes: rows of TAP_SCHEMA, columns,
   * indexes and extensions of the database.
   */
  static String fingerprint(Sql sql, String tapSchema) throws SQLException {
    StringBuilder query =
        new StringBuilder(
            "SELECT concat_ws(' ',"
                + " (SELECT concat(count(*), '/', sum(hashtext(xmin::text || relname)::bigint))"
                + " FROM pg_class WHERE relkind IN ('r', 'v', 'm', 'f', 'p', 'i')"
                + " AND relnamespace <> 'pg_toast'::regnamespace),"
                + " (SELECT concat(count(*), '/', max(oid)) FROM pg_extension),"
                + " (SELECT count(*) FROM pg_namespace)");
    if (isThere(sql, tapSchema)) {
      for (Table table : TapSchemaLayout.tables()) {
        query.append(", (SELECT concat(count(*), '/', sum(hashtextextended(t::text, 0)::numeric))");
        query.append(" FROM ").append(quoted(tapSchema)).append('.');
        query.append(quoted(table.name().table())).append(" AS t)");
      }
    }
    return String.valueOf(sql.rows(query.append(")").toString()).get(0).get(0));
  }

  /** Everything, as TAP_SCHEMA has it now. */
  Archive read(Archive.Abilities abilities) throws SQLException {
    if (!relations.has(new TableName(tapSchema, "tables"))) {
      return Archive.of(new Catalogue(List.of(), List.of()), List.of(), abilities);
    }
    Map<TableName, List<Described>> columns = readColumns();
    List<StoredTable> stored = new ArrayList<>();
    Map<String, List<Table>> bySchema = new LinkedHashMap<>();
    for (Table stub : readTables(columns)) {
      Optional<StoredTable> found = stored(stub, columns.getOrDefault(stub.name(), List.of()));
      if (found.isPresent()) {
        stored.add(found.get());
        bySchema
            .computeIfAbsent(stub.name().schema(), k -> new ArrayList<>())
            .add(found.get().table());
      }
    }
    addUndescribed(stored, bySchema);
    return Archive.of(new Catalogue(readSchemas(bySchema), readKeys()), stored, abilities);
  }

  /** A TAP_SCHEMA that does not describe itself is described by the standard. */
  private void addUndescribed(List<StoredTable> stored, Map<String, List<Table>> bySchema) {
    boolean described =
        bySchema.keySet().stream().anyMatch(TapSchemaLayout.SCHEMA::equalsIgnoreCase);
    if (described) {
      return;
    }
    for (Table table : TapSchemaLayout.tables()) {
      List<Described> columns = new ArrayList<>();
      for (Column column : table.columns()) {
        columns.add(new Described(column, columns.size()));
      }
      stored(table, columns)
          .ifPresent(
              found -> {
                stored.add(found);
                bySchema
                    .computeIfAbsent(TapSchemaLayout.SCHEMA, k -> new ArrayList<>())
                    .add(found.table());
              });
    }
  }

  /** Where a described table is in the database: TAP_SCHEMA may go by another name there. */
  private TableName placeOf(TableName described) {
    return described.schema().equalsIgnoreCase(TapSchemaLayout.SCHEMA)
        ? new TableName(tapSchema, described.table())
        : described;
  }

  private Optional<StoredTable> stored(Table described, List<Described> columns) {
    Relations.Relation relation = relations.find(placeOf(described.name()));
    if (relation == null) {
      log.warn(
          "TAP_SCHEMA describes {}, which is not in this database or may not be read",
          described.name());
      return Optional.empty();
    }
    List<Column> visible = new ArrayList<>();
    List<StoredTable.StoredColumn> places = new ArrayList<>();
    List<Integer> attributes = new ArrayList<>();
    columns.sort(
        (a, b) ->
            a.index() == b.index()
                ? Integer.compare(relation.number(a.name()), relation.number(b.name()))
                : Integer.compare(a.index(), b.index()));
    for (Described column : columns) {
      Relations.Attribute attribute = relation.attribute(column.name());
      if (attribute == null) {
        log.warn("TAP_SCHEMA describes {}.{}, which is not there", described.name(), column.name());
        continue;
      }
      visible.add(fitting(described.name(), column.column(), attribute.type()));
      places.add(new StoredTable.StoredColumn(quoted(attribute.name()), attribute.type()));
      attributes.add(attribute.number());
    }
    if (visible.isEmpty()) {
      log.warn("TAP_SCHEMA tells no column of {}", described.name());
      return Optional.empty();
    }
    Table table =
        new Table(
            described.name(),
            described.kind(),
            described.utype(),
            described.description(),
            visible,
            described.attributes());
    return Optional.of(
        new StoredTable(
            table,
            relation.sqlName(),
            places,
            relation.positions(attributes),
            relation.regions(attributes)));
  }

  /** A column as described, or as it is where values could not be brought into that form. */
  private static Column fitting(TableName table, Column column, PhysicalType physical) {
    if (physical.canBecome(column.type())) {
      return column;
    }
    log.warn(
        "TAP_SCHEMA calls {}.{} {}, which it is not; it is delivered as {}",
        table,
        column.name(),
        column.type(),
        physical.natural());
    return new Column(
        column.field().withType(physical.natural()),
        column.principal(),
        column.indexed(),
        column.standard());
  }

  /** A row of TAP_SCHEMA.columns. */
  private record Described(Column column, int index) {
    String name() {
      return column.name();
    }
  }

  private TableName name(@Nullable Object written) {
    String text = String.valueOf(written);
    TableName known = names.get(text);
    return known == null ? WrittenName.readTable(quoted(tapSchema) + "." + text) : known;
  }

  /** The columns wanted of one of TAP_SCHEMA's tables; NULL for those that it does not have. */
  private String selected(String table, String... columns) {
    Relations.Relation relation = relations.find(new TableName(tapSchema, table));
    List<String> list = new ArrayList<>();
    for (String column : columns) {
      boolean there = relation != null && relation.attribute(column) != null;
      list.add(there ? quoted(column) : "NULL");
    }
    return "SELECT " + String.join(", ", list) + " FROM " + quoted(tapSchema) + "." + quoted(table);
  }

  private Map<TableName, List<Described>> readColumns() throws SQLException {
    Map<TableName, List<Described>> columns = new HashMap<>();
    String query =
        selected(
            TapSchemaLayout.COLUMNS,
            "table_name",
            "column_name",
            "datatype",
            "arraysize",
            "xtype",
            "size",
            "unit",
            "ucd",
            "utype",
            "description",
            "principal",
            "indexed",
            "std",
            "column_index");
    for (List<@Nullable Object> row : sql.rows(query)) {
      Field field =
          new Field(
              WrittenName.read(String.valueOf(row.get(1))),
              type(text(row.get(2)), text(row.get(3)), text(row.get(4)), row.get(5)),
              text(row.get(6)),
              text(row.get(7)),
              text(row.get(8)),
              text(row.get(9)));
      Column column = new Column(field, isOne(row.get(10)), isOne(row.get(11)), isOne(row.get(12)));
      int index = row.get(13) instanceof Number number ? number.intValue() : Integer.MAX_VALUE;
      columns
          .computeIfAbsent(name(row.get(0)), k -> new ArrayList<>())
          .add(new Described(column, index));
    }
    return columns;
  }

  private static @Nullable String text(@Nullable Object value) {
    String text = value == null ? "" : value.toString().strip();
    return text.isEmpty() ? null : text;
  }

  private static boolean isOne(@Nullable Object value) {
    return Boolean.TRUE.equals(value) || (value instanceof Number number && number.intValue() == 1);
  }

  /** A type in the words of TAP 1.1, or of TAP 1.0 with {@code adql:} or without. */
  private static ValueType type(
      @Nullable String datatype,
      @Nullable String arraysize,
      @Nullable String xtype,
      @Nullable Object size) {
    String word = datatype == null ? "char" : datatype;
    String plain = word.toLowerCase(Locale.ROOT).replace("adql:", "");
    Datatype known = Datatype.parse(plain).orElse(Datatype.CHAR);
    String shape = arraysize;
    String extended = xtype;
    boolean old = !word.equals(known.votableName());
    if (old) {
      switch (plain) {
        case "timestamp" -> extended = extended == null ? "timestamp" : extended;
        case "point", "region" ->
            extended = extended == null ? "adql:" + plain.toUpperCase(Locale.ROOT) : extended;
        default -> {}
      }
      if (shape == null && known.isCharacter()) {
        boolean sized = size instanceof Number number && number.intValue() > 0;
        shape = sized ? size + (plain.equals("char") ? "" : "*") : "*";
      }
    }
    return new ValueType(known, "1".equals(shape) ? null : shape, extended);
  }

  private List<Table> readTables(Map<TableName, List<Described>> columns) throws SQLException {
    Relations.Relation relation = relations.find(new TableName(tapSchema, TapSchemaLayout.TABLES));
    Map<String, Field> described =
        columns.getOrDefault(selfName(columns), List.of()).stream()
            .collect(
                Collectors.toMap(
                    d -> d.name().toLowerCase(Locale.ROOT), d -> d.column().field(), (a, b) -> a));
    List<Field> extra = new ArrayList<>();
    List<String> wanted =
        new ArrayList<>(List.of("table_name", "table_type", "utype", "description"));
    if (relation != null) {
      for (Relations.Attribute attribute : relation.attributes()) {
        if (!STANDARD_OF_TABLES.contains(attribute.name())) {
          wanted.add(attribute.name());
          extra.add(
              described.getOrDefault(
                  attribute.name().toLowerCase(Locale.ROOT),
                  Field.of(attribute.name(), attribute.type().natural())));
        }
      }
    }
    boolean ordered = relation != null && relation.attribute("table_index") != null;
    List<Table> tables = new ArrayList<>();
    for (List<@Nullable Object> row :
        sql.rows(
            selected(TapSchemaLayout.TABLES, wanted.toArray(String[]::new))
                + " ORDER BY "
                + (ordered ? "table_index, " : "")
                + "table_name COLLATE \"C\"")) {
      TableName name = name(row.get(0));
      List<Table.Attribute> attributes = new ArrayList<>();
      for (int i = 0; i < extra.size(); i++) {
        attributes.add(new Table.Attribute(extra.get(i), attribute(row.get(4 + i))));
      }
      List<Described> own = columns.getOrDefault(name, List.of());
      if (own.isEmpty()) {
        log.warn("TAP_SCHEMA tells no column of {}", name);
        continue;
      }
      Table.Kind kind = "view".equals(row.get(1)) ? Table.Kind.VIEW : Table.Kind.TABLE;
      tables.add(
          new Table(
              name,
              kind,
              text(row.get(2)),
              text(row.get(3)),
              own.stream().map(Described::column).toList(),
              attributes));
    }
    return tables;
  }

  private TableName selfName(Map<TableName, List<Described>> columns) {
    return columns.keySet().stream()
        .filter(name -> name.schema().equalsIgnoreCase(TapSchemaLayout.SCHEMA))
        .filter(name -> name.table().equalsIgnoreCase(TapSchemaLayout.TABLES))
        .findFirst()
        .orElse(new TableName(tapSchema, TapSchemaLayout.TABLES));
  }

  private static @Nullable Object attribute(@Nullable Object value) {
    if (value instanceof Timestamp time) {
      return TimestampText.write(time.toLocalDateTime());
    }
    boolean simple =
        value == null
            || value instanceof Boolean
            || value instanceof Short
            || value instanceof Integer
            || value instanceof Long
            || value instanceof Float
            || value instanceof Double;
    return simple ? value : String.valueOf(value);
  }

  private List<Schema> readSchemas(Map<String, List<Table>> tables) throws SQLException {
    Relations.Relation relation = relations.find(new TableName(tapSchema, TapSchemaLayout.SCHEMAS));
    List<Schema> schemas = new ArrayList<>();
    Map<String, List<Table>> open = new LinkedHashMap<>(tables);
    if (relation != null) {
      boolean ordered = relation.attribute("schema_index") != null;
      for (List<@Nullable Object> row :
          sql.rows(
              selected(TapSchemaLayout.SCHEMAS, "schema_name", "utype", "description")
                  + " ORDER BY "
                  + (ordered ? "schema_index, " : "")
                  + "schema_name COLLATE \"C\"")) {
        String name = WrittenName.read(String.valueOf(row.get(0)));
        List<Table> own = open.remove(name);
        schemas.add(
            new Schema(name, text(row.get(1)), text(row.get(2)), own == null ? List.of() : own));
      }
    }
    open.forEach((name, own) -> schemas.add(new Schema(name, null, null, own)));
    return schemas;
  }

  private List<ForeignKey> readKeys() throws SQLException {
    boolean present =
        relations.has(new TableName(tapSchema, TapSchemaLayout.KEYS))
            && relations.has(new TableName(tapSchema, TapSchemaLayout.KEY_COLUMNS));
    if (!present) {
      return List.of();
    }
    Map<String, List<ForeignKey.ColumnPair>> pairs = new HashMap<>();
    for (List<@Nullable Object> row :
        sql.rows(selected(TapSchemaLayout.KEY_COLUMNS, "key_id", "from_column", "target_column"))) {
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
            selected(
                    TapSchemaLayout.KEYS,
                    "key_id",
                    "from_table",
                    "target_table",
                    "utype",
                    "description")
                + " ORDER BY key_id COLLATE \"C\"")) {
      List<ForeignKey.ColumnPair> columns = pairs.get(String.valueOf(row.get(0)));
      if (columns != null) {
        keys.add(
            new ForeignKey(
                String.valueOf(row.get(0)),
                name(row.get(1)),
                name(row.get(2)),
                text(row.get(3)),
                text(row.get(4)),
                columns));
      }
    }
    return keys;
  }
}
