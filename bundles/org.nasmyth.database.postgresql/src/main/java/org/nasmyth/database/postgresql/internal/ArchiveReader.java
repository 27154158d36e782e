// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import static org.nasmyth.api.metadata.WrittenName.quoted;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.sql.Sql;
import org.nasmyth.sql.TapSchemaLayout;
import org.nasmyth.sql.TapSchemaNames;
import org.nasmyth.sql.TapSchemaReader;
import org.nasmyth.sql.TapSchemaReader.DescribedColumn;
import org.nasmyth.sql.TapSchemaReader.DescribedTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what TAP_SCHEMA tells, and from PostgreSQL's own catalogue what of it is there and what
 * columns really are. Used once, by one thread.
 */
final class ArchiveReader {

  private static final Logger log = LoggerFactory.getLogger(ArchiveReader.class);

  private final String tapSchema;
  private final Relations relations;
  private final TapSchemaReader described;

  /**
   * A reader.
   *
   * @param tapSchema the schema that holds TAP_SCHEMA's tables
   */
  ArchiveReader(Sql sql, String tapSchema) throws SQLException {
    this.tapSchema = tapSchema;
    TapSchemaNames names =
        isThere(sql, tapSchema)
            ? TapSchemaNames.read(sql, tapSchema)
            : TapSchemaNames.none(tapSchema);
    Set<String> schemas = new TreeSet<>(Set.of(tapSchema));
    names.all().forEach(name -> schemas.add(name.schema()));
    this.relations = Relations.read(sql, schemas);
    this.described = new TapSchemaReader(sql, tapSchema, names, this::columnsOf);
  }

  /** The columns that one of TAP_SCHEMA's tables has. */
  private List<Field> columnsOf(String table) {
    Relations.Relation relation = relations.find(new TableName(tapSchema, table));
    return relation == null
        ? List.of()
        : relation.attributes().stream()
            .map(attribute -> Field.of(attribute.name(), attribute.type().natural()))
            .toList();
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
    List<StoredTable> stored = new ArrayList<>();
    Map<String, List<Table>> bySchema = new LinkedHashMap<>();
    for (DescribedTable table : described.tables()) {
      Optional<StoredTable> found = stored(table);
      if (found.isPresent()) {
        stored.add(found.get());
        bySchema
            .computeIfAbsent(table.table().name().schema(), k -> new ArrayList<>())
            .add(found.get().table());
      }
    }
    addUndescribed(stored, bySchema);
    return Archive.of(
        new Catalogue(described.schemas(bySchema), described.keys()), stored, abilities);
  }

  /** A TAP_SCHEMA that does not describe itself is described by the standard. */
  private void addUndescribed(List<StoredTable> stored, Map<String, List<Table>> bySchema) {
    boolean describesItself =
        bySchema.keySet().stream().anyMatch(TapSchemaLayout.SCHEMA::equalsIgnoreCase);
    if (describesItself) {
      return;
    }
    for (Table table : TapSchemaLayout.tables()) {
      List<DescribedColumn> columns = new ArrayList<>();
      for (Column column : table.columns()) {
        columns.add(new DescribedColumn(column, columns.size()));
      }
      stored(new DescribedTable(table, columns))
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

  private Optional<StoredTable> stored(DescribedTable table) {
    Table described = table.table();
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
    List<DescribedColumn> columns = new ArrayList<>(table.columns());
    columns.sort(
        (a, b) ->
            a.index() == b.index()
                ? Integer.compare(
                    relation.number(a.column().name()), relation.number(b.column().name()))
                : Integer.compare(a.index(), b.index()));
    for (DescribedColumn column : columns) {
      String name = column.column().name();
      Relations.Attribute attribute = relation.attribute(name);
      if (attribute == null) {
        log.warn("TAP_SCHEMA describes {}.{}, which is not there", described.name(), name);
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
    Table real =
        new Table(
            described.name(),
            described.kind(),
            described.utype(),
            described.description(),
            visible,
            described.attributes());
    return Optional.of(
        new StoredTable(
            real,
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
}
