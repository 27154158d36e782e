// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.metadata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All that an archive holds at one moment. Immutable and safe for any thread: a database plugin
 * makes a new one when its TAP_SCHEMA changes. Look-ups ignore case, because regular identifiers do
 * (ADQL 2.1, section 2.1.2); who looks up a delimited name compares the case of what is found.
 */
public final class Catalogue {

  private final List<Schema> schemas;
  private final List<ForeignKey> keys;
  private final Map<String, List<Table>> byTableName;

  /**
   * Makes a catalogue.
   *
   * @param schemas in the order in which a client should show them
   * @param keys the ways to join their tables
   */
  public Catalogue(List<Schema> schemas, List<ForeignKey> keys) {
    this.schemas = List.copyOf(schemas);
    this.keys = List.copyOf(keys);
    Map<String, List<Table>> index = new HashMap<>();
    for (Schema schema : schemas) {
      for (Table table : schema.tables()) {
        index.computeIfAbsent(fold(table.name().table()), k -> new ArrayList<>()).add(table);
      }
    }
    index.replaceAll((name, tables) -> List.copyOf(tables));
    this.byTableName = Map.copyOf(index);
  }

  /** The same with one more schema, which takes the place of those of its name in any case. */
  public Catalogue with(Schema schema) {
    List<Schema> all = new ArrayList<>(schemas);
    all.removeIf(other -> other.name().equalsIgnoreCase(schema.name()));
    all.add(schema);
    return new Catalogue(all, keys);
  }

  /** The schemas in the order in which a client should show them. */
  public List<Schema> schemas() {
    return schemas;
  }

  /** The ways to join tables. */
  public List<ForeignKey> keys() {
    return keys;
  }

  /** All tables, schema by schema. */
  public List<Table> tables() {
    return schemas.stream().flatMap(schema -> schema.tables().stream()).toList();
  }

  /** All tables with a name, whatever their schema and case; empty where there is none. */
  public List<Table> tablesNamed(String tableName) {
    return byTableName.getOrDefault(fold(tableName), List.of());
  }

  /**
   * All tables with a schema and a name, ignoring case; more than one only if they differ in case.
   */
  public List<Table> tablesNamed(String schemaName, String tableName) {
    return tablesNamed(tableName).stream()
        .filter(table -> table.name().schema().equalsIgnoreCase(schemaName))
        .toList();
  }

  /** The table with exactly this name, case included; empty where there is none. */
  public Optional<Table> table(TableName name) {
    return tablesNamed(name.table()).stream().filter(t -> t.name().equals(name)).findFirst();
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
