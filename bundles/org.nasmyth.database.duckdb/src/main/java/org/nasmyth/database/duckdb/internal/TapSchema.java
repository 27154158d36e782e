// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import static org.nasmyth.api.metadata.WrittenName.quoted;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ForeignKey;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.metadata.WrittenName;
import org.nasmyth.sql.Sql;
import org.nasmyth.sql.TapSchemaLayout;
import org.nasmyth.sql.TapSchemaNames;
import org.nasmyth.sql.TapSchemaReader;
import org.nasmyth.sql.TapSchemaWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TAP_SCHEMA within the database, and beside it a table of our own that says where each table is
 * stored. Used by one thread at a time.
 */
final class TapSchema {

  private static final Logger log = LoggerFactory.getLogger(TapSchema.class);

  private static final String SQL_SCHEMA = "tap_schema";

  private final Sql sql;
  private final TapSchemaWriter writer;

  TapSchema(Sql sql) {
    this.sql = sql;
    this.writer = new TapSchemaWriter(sql, SQL_SCHEMA, type -> TypeNames.sql(type));
  }

  /** Where a loaded table is, as the database keeps it. */
  record Placement(
      String sqlName,
      StoredTable.@Nullable PositionIndex position,
      Map<Integer, Double> regions,
      long rows) {}

  /** Makes what is missing. */
  void create() throws SQLException {
    sql.run("CREATE SCHEMA IF NOT EXISTS nasmyth", "CREATE SCHEMA IF NOT EXISTS data");
    sql.run(
        "CREATE TABLE IF NOT EXISTS nasmyth.stored (table_name VARCHAR, sql_name VARCHAR,"
            + " longitude INTEGER, latitude INTEGER, regions VARCHAR, row_count BIGINT)");
    if (sql.rows("SELECT 1 FROM duckdb_schemas() WHERE schema_name = ?", SQL_SCHEMA).isEmpty()) {
      sql.inTransaction(writer::create);
    }
  }

  /** Describes a table, in place of what was said of it before. */
  void describe(
      Table table, @Nullable String schemaDescription, List<ForeignKey> keys, Placement placement)
      throws SQLException {
    writer.describe(table, schemaDescription, keys);
    forgetPlacement(table.name());
    StoredTable.PositionIndex position = placement.position();
    sql.update(
        "INSERT INTO nasmyth.stored VALUES (?, ?, ?, ?, ?, ?)",
        WrittenName.of(table.name()),
        placement.sqlName(),
        position == null ? null : position.longitude(),
        position == null ? null : position.latitude(),
        written(placement.regions()),
        placement.rows());
  }

  private static String written(Map<Integer, Double> regions) {
    return regions.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(","));
  }

  /**
   * Notes what has become of a table whose rows were changed.
   *
   * @param regions the largest bounding caps by position of the region column
   * @param growth how many more rows it has
   */
  void changed(TableName name, Map<Integer, Double> regions, long growth) throws SQLException {
    sql.update(
        "UPDATE nasmyth.stored SET regions = ?, row_count = row_count + ? WHERE table_name = ?",
        written(regions),
        growth,
        WrittenName.of(name));
  }

  private void forgetPlacement(TableName name) throws SQLException {
    sql.update("DELETE FROM nasmyth.stored WHERE table_name = ?", WrittenName.of(name));
  }

  /** Takes a table out, its schema too if it was the last one. */
  void remove(TableName name) throws SQLException {
    writer.remove(name);
    forgetPlacement(name);
  }

  /** Everything, as TAP_SCHEMA has it now. */
  Archive read(List<StoredTable> retired) throws SQLException {
    TapSchemaReader reader =
        new TapSchemaReader(
            sql, SQL_SCHEMA, TapSchemaNames.read(sql, SQL_SCHEMA), columnsOfTapSchema()::get);
    Map<TableName, Placement> placements = readPlacements();
    Map<String, List<Table>> bySchema = new HashMap<>();
    List<StoredTable> stored = new ArrayList<>();
    for (TapSchemaReader.DescribedTable described : reader.tables()) {
      Table table = described.table();
      Optional<StoredTable> found = stored(table, placements.get(table.name()));
      if (found.isPresent()) {
        stored.add(found.get());
        bySchema.computeIfAbsent(table.name().schema(), k -> new ArrayList<>()).add(table);
      } else {
        log.warn("TAP_SCHEMA describes {}, which this database does not hold", table.name());
      }
    }
    return Archive.of(new Catalogue(reader.schemas(bySchema), reader.keys()), stored, retired);
  }

  /**
   * The columns that TAP_SCHEMA's tables have; each is described by itself, so types are no use.
   */
  private Map<String, List<Field>> columnsOfTapSchema() throws SQLException {
    Map<String, List<Field>> columns = new HashMap<>();
    for (Table table : TapSchemaLayout.tables()) {
      String name = table.name().table();
      columns.put(
          name,
          sql.columns("SELECT * FROM " + sqlName(name)).stream()
              .map(column -> Field.of(column, ValueType.STRING))
              .toList());
    }
    return columns;
  }

  private static String sqlName(String table) {
    return SQL_SCHEMA + "." + quoted(table);
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
}
