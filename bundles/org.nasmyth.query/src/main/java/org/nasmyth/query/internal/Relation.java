// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nasmyth.adql.tree.Identifier;
import org.nasmyth.api.database.UploadSession;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.WrittenName;
import org.nasmyth.api.query.Expression;

/**
 * One table, derived table or common table of a FROM, as names can refer to it. Not thread-safe.
 */
final class Relation {

  private final int source;
  private final List<Field> fields;
  private final @Nullable Identifier alias;
  private final @Nullable TableName table;
  private @Nullable Map<String, List<Integer>> positions;

  /**
   * A relation with an alias, or a table of the catalogue, or both.
   *
   * @param source the id of its source
   * @param fields its columns
   * @param alias the name that the query gives it, or the name of a common table
   * @param table its name in the catalogue; null for sub-queries and common tables
   */
  Relation(int source, List<Field> fields, @Nullable Identifier alias, @Nullable TableName table) {
    this.source = source;
    this.fields = fields;
    this.alias = alias;
    this.table = table;
  }

  List<Field> fields() {
    return fields;
  }

  /** Whether the query brought it along. */
  boolean isUploaded() {
    return table != null && table.schema().equals(UploadSession.SCHEMA);
  }

  /** The name by which the query can refer to it, written as ADQL. */
  String label() {
    if (alias != null) {
      return alias.toAdql();
    }
    return table == null ? "" : WrittenName.of(table.table());
  }

  /** The name by which the query can refer to it, with the table that stands behind it. */
  String title() {
    if (table == null) {
      return label();
    }
    return alias == null ? table.toString() : label() + " (" + table + ")";
  }

  /** The table of the catalogue; empty for sub-queries and common tables. */
  Optional<TableName> table() {
    return Optional.ofNullable(table);
  }

  /** Whether the query has given it another name than its own. */
  boolean isRenamed() {
    return table != null && alias != null;
  }

  /** Whether a qualifier of one or two names (schema first) means this relation. */
  boolean answersTo(List<Identifier> qualifier) {
    Identifier last = qualifier.get(qualifier.size() - 1);
    if (alias != null) {
      return qualifier.size() == 1 && Names.match(last, alias.text());
    }
    return table != null
        && Names.match(last, table.table())
        && (qualifier.size() == 1 || Names.match(qualifier.get(0), table.schema()));
  }

  /** Whether both would be meant by the same qualifier. */
  boolean clashesWith(Relation other) {
    if (!bareName().equalsIgnoreCase(other.bareName())) {
      return false;
    }
    if (table != null && alias == null && other.alias == null) {
      return table.equals(other.table);
    }
    return true;
  }

  private String bareName() {
    if (alias != null) {
      return alias.text();
    }
    return table == null ? "" : table.table();
  }

  /**
   * The positions of the columns that a name can mean: more than one only if they differ in case.
   */
  List<Integer> positionsOf(Identifier name) {
    if (positions == null) {
      positions = new HashMap<>();
      for (int i = 0; i < fields.size(); i++) {
        positions
            .computeIfAbsent(
                fields.get(i).name().toLowerCase(Locale.ROOT), key -> new ArrayList<>(1))
            .add(i);
      }
    }
    List<Integer> found = positions.getOrDefault(name.text().toLowerCase(Locale.ROOT), List.of());
    if (!name.delimited() && found.size() <= 1) {
      return found;
    }
    List<Integer> exact =
        found.stream().filter(i -> fields.get(i).name().equals(name.text())).toList();
    return name.delimited() || exact.size() == 1 ? exact : found;
  }

  /** The value of a column. */
  Expression value(int position) {
    return new Expression.ColumnValue(source, position, fields.get(position).type());
  }
}
