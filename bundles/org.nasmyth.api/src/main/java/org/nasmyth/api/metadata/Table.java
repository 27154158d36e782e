// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.metadata;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A table or view that can be queried, as TAP_SCHEMA.tables tells it (TAP 1.1, section 4.2).
 *
 * @param name its full name
 * @param kind table or view
 * @param utype its utype; null where it has none
 * @param description text for a person; null where there is none
 * @param columns its columns in the order in which {@code SELECT *} delivers them; at least one
 * @param attributes what the archive's TAP_SCHEMA.tables says beyond the standard, such as ESO's
 *     {@code cat_id} or DaCHS's {@code sourcerd}; may be empty
 */
public record Table(
    TableName name,
    Kind kind,
    @Nullable String utype,
    @Nullable String description,
    List<Column> columns,
    List<Attribute> attributes) {

  /** How TAP_SCHEMA.tables.table_type classes a table. */
  public enum Kind {
    TABLE,
    VIEW
  }

  /**
   * A fact about a table that the standard does not know.
   *
   * @param field the column of TAP_SCHEMA.tables that holds it
   * @param value a String, Long, Integer, Short, Double, Float or Boolean; null where it is unknown
   */
  public record Attribute(Field field, @Nullable Object value) {}

  /** Copies the lists and checks that there is a column. */
  public Table {
    columns = List.copyOf(columns);
    attributes = List.copyOf(attributes);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("Table " + name + " has no column.");
    }
  }

  /** A plain table with nothing but columns and a description. */
  public static Table of(TableName name, @Nullable String description, List<Column> columns) {
    return new Table(name, Kind.TABLE, null, description, columns, List.of());
  }

  /** The positions of all columns with a name, ignoring case; empty where there is none. */
  public List<Integer> positionsOf(String columnName) {
    return IntStream.range(0, columns.size())
        .filter(i -> columns.get(i).name().equalsIgnoreCase(columnName))
        .boxed()
        .toList();
  }
}
