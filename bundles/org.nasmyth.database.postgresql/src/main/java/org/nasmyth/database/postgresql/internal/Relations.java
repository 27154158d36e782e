// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import static org.nasmyth.api.metadata.WrittenName.quoted;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.database.postgresql.internal.StoredTable.Method;
import org.nasmyth.sql.Sql;

/** The tables and views of some schemas as PostgreSQL's own catalogue has them. Immutable. */
final class Relations {

  private static final String NAME = "(\"(?:[^\"]|\"\")+\"|[a-z_][a-z0-9_$]*)";
  private static final Pattern SPHERE =
      Pattern.compile(
          "(?:\\w+\\.)?spoint\\(radians\\(" + NAME + "\\), radians\\(" + NAME + "\\)\\)");
  private static final Pattern Q3C =
      Pattern.compile("(?:\\w+\\.)?q3c_ang2ipix\\(" + NAME + ", " + NAME + "\\)");
  private static final Pattern PAIR = Pattern.compile(NAME + " " + NAME);
  private static final String CELL = "_nasmyth_cell";
  private static final String REGION = "_nasmyth_region_";
  private static final String KEYS = "_nasmyth_keys_";

  /**
   * A column.
   *
   * @param number as pg_attribute counts
   */
  record Attribute(String name, int number, PhysicalType type, @Nullable String comment) {}

  /**
   * What an index is over, first of all.
   *
   * @param method {@code btree}, {@code gist}, …
   * @param key a column or an expression, as PostgreSQL writes it
   */
  record IndexKey(String method, String key) {}

  /**
   * A table or view.
   *
   * @param indexed the first keys of its indexes
   */
  record Relation(TableName name, List<Attribute> attributes, List<IndexKey> indexed) {

    String sqlName() {
      return quoted(name.schema()) + "." + quoted(name.table());
    }

    /** A column by its name, in that case or any. */
    @Nullable Attribute attribute(String wanted) {
      Attribute found = null;
      for (Attribute attribute : attributes) {
        if (attribute.name().equals(wanted)) {
          return attribute;
        }
        if (attribute.name().equalsIgnoreCase(wanted)) {
          found = attribute;
        }
      }
      return found;
    }

    /** The number of a column; 0 where there is none. */
    int number(String column) {
      Attribute attribute = attribute(column);
      return attribute == null ? 0 : attribute.number();
    }

    /**
     * The indexes over positions.
     *
     * @param visible the numbers of the visible columns, in their order
     */
    List<StoredTable.PositionIndex> positions(List<Integer> visible) {
      List<StoredTable.PositionIndex> positions = new ArrayList<>();
      for (IndexKey index : indexed) {
        String key = index.key();
        if (index.method().equals("gist")) {
          add(Method.SPHERE, SPHERE.matcher(key), visible, positions);
        }
        if (!index.method().equals("btree")) {
          continue;
        }
        add(Method.Q3C, Q3C.matcher(key), visible, positions);
        Attribute plain = attribute(unquoted(key));
        if (plain != null && plain.type() == PhysicalType.DOUBLE) {
          int latitude = visible.indexOf(plain.number());
          positions.add(new StoredTable.PositionIndex(Method.LATITUDE, -1, latitude));
        }
        if (plain != null && plain.name().equals(CELL) && plain.comment() != null) {
          add(Method.CELL, PAIR.matcher(plain.comment()), visible, positions);
        }
      }
      return positions;
    }

    private void add(
        Method method,
        Matcher names,
        List<Integer> visible,
        List<StoredTable.PositionIndex> positions) {
      if (names.matches()) {
        int longitude = visible.indexOf(number(unquoted(names.group(1))));
        int latitude = visible.indexOf(number(unquoted(names.group(2))));
        if (longitude >= 0 && latitude >= 0) {
          positions.add(new StoredTable.PositionIndex(method, longitude, latitude));
        }
      }
    }

    /** The hidden columns beside region columns, by the position of the visible column. */
    Map<Integer, StoredTable.RegionIndex> regions(List<Integer> visible) {
      Map<Integer, StoredTable.RegionIndex> regions = new HashMap<>();
      for (int i = 0; i < visible.size(); i++) {
        Attribute region = attribute(REGION + visible.get(i));
        Attribute keys = attribute(KEYS + visible.get(i));
        if (region != null && keys != null) {
          regions.put(i, new StoredTable.RegionIndex(quoted(region.name()), quoted(keys.name())));
        }
      }
      return regions;
    }
  }

  private final Map<TableName, Relation> relations;
  private final Map<String, Relation> folded = new HashMap<>();

  private Relations(Map<TableName, Relation> relations) {
    this.relations = Map.copyOf(relations);
    relations.values().forEach(relation -> folded.putIfAbsent(fold(relation.name()), relation));
  }

  /** Reads what the caller's role may select from. */
  static Relations read(Sql sql, Set<String> schemas) throws SQLException {
    String[] wanted =
        schemas.stream()
            .flatMap(schema -> List.of(schema, schema.toLowerCase(Locale.ROOT)).stream())
            .distinct()
            .toArray(String[]::new);
    Map<TableName, List<IndexKey>> indexed = indexes(sql, wanted);
    Map<TableName, Relation> relations = new HashMap<>();
    for (List<@Nullable Object> row :
        sql.rows(
            "SELECT n.nspname::text, c.relname::text, a.attname::text, a.attnum::integer,"
                + " coalesce(b.typname, t.typname)::text,"
                + " CASE WHEN a.attname LIKE E'\\\\_nasmyth%' THEN col_description(c.oid, a.attnum)"
                + " END"
                + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0"
                + " AND NOT a.attisdropped"
                + " JOIN pg_type t ON t.oid = a.atttypid"
                + " LEFT JOIN pg_type b ON t.typtype = 'd' AND b.oid = t.typbasetype"
                + " WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p') AND n.nspname = ANY (?)"
                + " AND has_schema_privilege(n.oid, 'USAGE')"
                + " AND (has_table_privilege(c.oid, 'SELECT')"
                + " OR has_column_privilege(c.oid, a.attnum, 'SELECT'))"
                + " ORDER BY c.oid, a.attnum",
            (Object) wanted)) {
      TableName name = new TableName(text(row, 0), text(row, 1));
      Attribute attribute =
          new Attribute(
              text(row, 2),
              row.get(3) instanceof Integer number ? number : 0,
              PhysicalType.named(text(row, 4)),
              (String) row.get(5));
      relations
          .computeIfAbsent(
              name,
              key -> new Relation(key, new ArrayList<>(), indexed.getOrDefault(key, List.of())))
          .attributes()
          .add(attribute);
    }
    return new Relations(relations);
  }

  private static Map<TableName, List<IndexKey>> indexes(Sql sql, String[] schemas)
      throws SQLException {
    Map<TableName, List<IndexKey>> indexes = new HashMap<>();
    for (List<@Nullable Object> row :
        sql.rows(
            "SELECT n.nspname::text, c.relname::text, m.amname::text,"
                + " pg_get_indexdef(i.indexrelid, 1, true)"
                + " FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid"
                + " JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam"
                + " WHERE i.indisvalid AND i.indpred IS NULL AND n.nspname = ANY (?)",
            (Object) schemas)) {
      indexes
          .computeIfAbsent(new TableName(text(row, 0), text(row, 1)), k -> new ArrayList<>())
          .add(new IndexKey(text(row, 2), text(row, 3)));
    }
    return indexes;
  }

  private static String text(List<@Nullable Object> row, int column) {
    return String.valueOf(row.get(column));
  }

  private static String unquoted(String name) {
    return name.startsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name;
  }

  private static String fold(TableName name) {
    return quoted(name.schema().toLowerCase(Locale.ROOT))
        + quoted(name.table().toLowerCase(Locale.ROOT));
  }

  /** The table or view with a name, in that case or any; null where there is none. */
  @Nullable Relation find(TableName name) {
    Relation exact = relations.get(name);
    return exact == null ? folded.get(fold(name)) : exact;
  }

  boolean has(TableName name) {
    return find(name) != null;
  }
}
