// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sql;

import static org.nasmyth.api.metadata.WrittenName.quoted;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
 * Reads a TAP_SCHEMA as it is: of TAP 1.1 or 1.0, with columns that the standard does not know, or
 * without some that it does. Used by one thread.
 */
public final class TapSchemaReader {

  private static final Logger log = LoggerFactory.getLogger(TapSchemaReader.class);

  private final Sql sql;
  private final String schema;
  private final TapSchemaNames names;
  private final Function<String, List<Field>> present;

  /**
   * A reader.
   *
   * @param schema the schema that holds TAP_SCHEMA's tables
   * @param names what its texts name
   * @param present the columns that one of TAP_SCHEMA's tables really has, as the database has
   *     them; empty for a table that is not there
   */
  public TapSchemaReader(
      Sql sql, String schema, TapSchemaNames names, Function<String, List<Field>> present) {
    this.sql = sql;
    this.schema = schema;
    this.names = names;
    this.present = present;
  }

  /**
   * A table as TAP_SCHEMA describes it, which need not be so.
   *
   * @param table with its columns in an order that respects their index
   * @param columns the same columns with their indexes
   */
  public record DescribedTable(Table table, List<DescribedColumn> columns) {
    /** Copies the list. */
    public DescribedTable {
      columns = List.copyOf(columns);
    }
  }

  /**
   * A column as TAP_SCHEMA describes it.
   *
   * @param index its place among the table's columns; the largest number where none is told
   */
  public record DescribedColumn(Column column, int index) {}

  /** The columns wanted of one of TAP_SCHEMA's tables; NULL for those that it does not have. */
  private String selected(String table, List<String> columns) {
    List<Field> there = present.apply(table);
    return columns.stream()
        .map(column -> named(there, column).map(field -> quoted(field.name())).orElse("NULL"))
        .collect(
            Collectors.joining(", ", "SELECT ", " FROM " + quoted(schema) + "." + quoted(table)));
  }

  private static Optional<Field> named(List<Field> fields, String name) {
    return fields.stream().filter(field -> field.name().equalsIgnoreCase(name)).findFirst();
  }

  private List<List<@Nullable Object>> rows(String table, String... columns) throws SQLException {
    return sql.rows(selected(table, List.of(columns)));
  }

  /** Rows in the order of an index, where there is one, and of a name. */
  private static Comparator<List<@Nullable Object>> order(int index, int name) {
    return Comparator.comparingInt((List<@Nullable Object> row) -> index(row.get(index)))
        .thenComparing(row -> String.valueOf(row.get(name)));
  }

  private static int index(@Nullable Object value) {
    return value instanceof Number number ? number.intValue() : Integer.MAX_VALUE;
  }

  private static @Nullable String text(@Nullable Object value) {
    String text = value == null ? "" : value.toString().strip();
    return text.isEmpty() ? null : text;
  }

  private static boolean isOne(@Nullable Object value) {
    return Boolean.TRUE.equals(value) || (value instanceof Number number && number.intValue() == 1);
  }

  // Columns

  private Map<TableName, List<DescribedColumn>> columns() throws SQLException {
    Map<TableName, List<DescribedColumn>> columns = new HashMap<>();
    for (List<@Nullable Object> row :
        rows(
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
            "column_index")) {
      Field field =
          new Field(
              WrittenName.read(String.valueOf(row.get(1))),
              type(text(row.get(2)), text(row.get(3)), text(row.get(4)), row.get(5)),
              text(row.get(6)),
              text(row.get(7)),
              text(row.get(8)),
              text(row.get(9)));
      Column column = new Column(field, isOne(row.get(10)), isOne(row.get(11)), isOne(row.get(12)));
      columns
          .computeIfAbsent(names.of(row.get(0)), k -> new ArrayList<>())
          .add(new DescribedColumn(column, index(row.get(13))));
    }
    columns.values().forEach(list -> list.sort(Comparator.comparingInt(DescribedColumn::index)));
    return columns;
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

  // Tables

  /** The tables that have columns, in their order. */
  public List<DescribedTable> tables() throws SQLException {
    Map<TableName, List<DescribedColumn>> columns = columns();
    List<Field> extra = extraColumns(columns);
    List<String> wanted =
        new ArrayList<>(List.of("table_name", "table_type", "utype", "description", "table_index"));
    int standard = wanted.size();
    extra.forEach(field -> wanted.add(field.name()));
    List<List<@Nullable Object>> rows =
        new ArrayList<>(sql.rows(selected(TapSchemaLayout.TABLES, wanted)));
    rows.sort(order(4, 0));
    List<DescribedTable> tables = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      TableName name = names.of(row.get(0));
      List<DescribedColumn> own = columns.getOrDefault(name, List.of());
      if (own.isEmpty()) {
        log.warn("TAP_SCHEMA tells no column of {}", name);
        continue;
      }
      List<Table.Attribute> attributes = new ArrayList<>();
      for (int i = 0; i < extra.size(); i++) {
        attributes.add(new Table.Attribute(extra.get(i), attribute(row.get(standard + i))));
      }
      Table table =
          new Table(
              name,
              "view".equals(row.get(1)) ? Table.Kind.VIEW : Table.Kind.TABLE,
              text(row.get(2)),
              text(row.get(3)),
              own.stream().map(DescribedColumn::column).toList(),
              attributes);
      tables.add(new DescribedTable(table, own));
    }
    return tables;
  }

  /** Columns of TAP_SCHEMA.tables beyond the standard, as TAP_SCHEMA describes them if it does. */
  private List<Field> extraColumns(Map<TableName, List<DescribedColumn>> columns) {
    Map<String, Field> described = new HashMap<>();
    columns.forEach(
        (name, list) -> {
          if (name.schema().equalsIgnoreCase(TapSchemaLayout.SCHEMA)
              && name.table().equalsIgnoreCase(TapSchemaLayout.TABLES)) {
            list.forEach(
                column ->
                    described.putIfAbsent(
                        column.column().name().toLowerCase(Locale.ROOT), column.column().field()));
          }
        });
    List<Field> standard =
        TapSchemaLayout.table(TapSchemaLayout.TABLES).columns().stream()
            .map(Column::field)
            .toList();
    return present.apply(TapSchemaLayout.TABLES).stream()
        .filter(field -> named(standard, field.name()).isEmpty())
        .map(field -> described.getOrDefault(field.name().toLowerCase(Locale.ROOT), field))
        .toList();
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

  // Schemas

  /**
   * The schemas in their order; at the end those that only tables tell of.
   *
   * @param tables the tables of each
   */
  public List<Schema> schemas(Map<String, List<Table>> tables) throws SQLException {
    List<Schema> schemas = new ArrayList<>();
    Map<String, List<Table>> open = new LinkedHashMap<>(tables);
    if (!present.apply(TapSchemaLayout.SCHEMAS).isEmpty()) {
      List<List<@Nullable Object>> rows =
          new ArrayList<>(
              rows(TapSchemaLayout.SCHEMAS, "schema_name", "utype", "description", "schema_index"));
      rows.sort(order(3, 0));
      for (List<@Nullable Object> row : rows) {
        String name = WrittenName.read(String.valueOf(row.get(0)));
        List<Table> own = open.remove(name);
        schemas.add(
            new Schema(name, text(row.get(1)), text(row.get(2)), own == null ? List.of() : own));
      }
    }
    open.forEach((name, own) -> schemas.add(new Schema(name, null, null, own)));
    return schemas;
  }

  // Keys

  /** The ways to join tables, by their identifiers. */
  public List<ForeignKey> keys() throws SQLException {
    if (present.apply(TapSchemaLayout.KEYS).isEmpty()
        || present.apply(TapSchemaLayout.KEY_COLUMNS).isEmpty()) {
      return List.of();
    }
    Map<String, List<ForeignKey.ColumnPair>> pairs = new HashMap<>();
    for (List<@Nullable Object> row :
        rows(TapSchemaLayout.KEY_COLUMNS, "key_id", "from_column", "target_column")) {
      pairs
          .computeIfAbsent(String.valueOf(row.get(0)), k -> new ArrayList<>())
          .add(
              new ForeignKey.ColumnPair(
                  WrittenName.read(String.valueOf(row.get(1))),
                  WrittenName.read(String.valueOf(row.get(2)))));
    }
    List<ForeignKey> keys = new ArrayList<>();
    for (List<@Nullable Object> row :
        rows(
            TapSchemaLayout.KEYS, "key_id", "from_table", "target_table", "utype", "description")) {
      String id = String.valueOf(row.get(0));
      List<ForeignKey.ColumnPair> columns = pairs.get(id);
      if (columns != null) {
        keys.add(
            new ForeignKey(
                id,
                names.of(row.get(1)),
                names.of(row.get(2)),
                text(row.get(3)),
                text(row.get(4)),
                columns));
      }
    }
    keys.sort(Comparator.comparing(ForeignKey::id));
    return keys;
  }
}
