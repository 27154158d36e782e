// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.mapping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.metadata.WrittenName;

/**
 * The tables of an archive as they are made where they are missing. Immutable.
 *
 * @param definitions by name
 * @param families what tables of a schema are like that have no definition of their own, by schema
 */
public record TableSheets(
    Map<TableName, TableDefinition> definitions, Map<String, Sheet> families) {

  private static final String ANY = ".*";

  /** Copies the maps, and keeps their order. */
  public TableSheets {
    definitions = Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
    families = Map.copyOf(families);
  }

  /** What a file says of a table. */
  public record Sheet(String place, Map<String, Object> content) {}

  static TableSheets read(List<MappingFile> files) throws MappingException {
    Map<String, Sheet> sheets = new LinkedHashMap<>();
    for (MappingFile file : files) {
      for (Map.Entry<String, Object> entry : file.content().entrySet()) {
        String place = file.source() + ": " + entry.getKey();
        sheets.put(entry.getKey(), new Sheet(place, MappingReader.map(entry.getValue(), place)));
      }
    }
    Map<TableName, TableDefinition> definitions = new LinkedHashMap<>();
    Map<String, Sheet> families = new LinkedHashMap<>();
    for (Map.Entry<String, Sheet> entry : sheets.entrySet()) {
      String name = entry.getKey();
      Sheet sheet = entry.getValue();
      if (name.endsWith(ANY)) {
        families.put(name.substring(0, name.length() - ANY.length()), sheet);
      } else {
        definitions.put(name(name, sheet), definition(name(name, sheet), extended(sheet, sheets)));
      }
    }
    for (Map.Entry<String, Sheet> family : families.entrySet()) {
      // So that what is wrong with it is told at once, not when a table is wanted.
      TableDefinition unused = definition(new TableName(family.getKey(), "any"), family.getValue());
    }
    return new TableSheets(definitions, families);
  }

  private static TableName name(String written, Sheet sheet) throws MappingException {
    try {
      return WrittenName.readTable(written);
    } catch (IllegalArgumentException e) {
      throw new MappingException(sheet.place() + ": this names no table with its schema", e);
    }
  }

  /** A sheet with the columns of the one that it extends before its own. */
  private static Sheet extended(Sheet sheet, Map<String, Sheet> sheets) throws MappingException {
    Object written = sheet.content().get("extends");
    if (written == null) {
      return sheet;
    }
    Sheet base = sheets.get(written.toString());
    if (base == null || base.content().get("extends") != null) {
      throw new MappingException(
          sheet.place()
              + ": it extends '"
              + written
              + "', which is no table that stands for itself",
          null);
    }
    Map<String, Object> content = new LinkedHashMap<>(base.content());
    content.putAll(sheet.content());
    Map<String, Object> columns = new LinkedHashMap<>(columns(base));
    columns.putAll(columns(sheet));
    content.put("columns", columns);
    return new Sheet(sheet.place(), content);
  }

  private static Map<String, Object> columns(Sheet sheet) throws MappingException {
    return MappingReader.map(sheet.content().get("columns"), sheet.place() + ": columns");
  }

  /**
   * How a table is made.
   *
   * @return empty if nothing defines it
   */
  public Optional<TableDefinition> definition(TableName name) {
    TableDefinition own = definitions.get(name);
    Sheet family = families.get(name.schema());
    if (own != null || family == null) {
      return Optional.ofNullable(own);
    }
    try {
      return Optional.of(definition(name, family));
    } catch (MappingException e) {
      throw new IllegalStateException("It was read well before.", e);
    }
  }

  private static TableDefinition definition(TableName name, Sheet written) throws MappingException {
    String place = written.place();
    Map<String, Object> sheet = written.content();
    List<Column> columns = new ArrayList<>();
    for (Map.Entry<String, Object> column : columns(written).entrySet()) {
      String where = place + "." + column.getKey();
      columns.add(column(column.getKey(), MappingReader.map(column.getValue(), where), where));
    }
    if (columns.isEmpty()) {
      throw new MappingException(place + ": it has no columns", null);
    }
    TableDefinition.PositionColumns position = null;
    if (sheet.get("position") instanceof List<?> pair && pair.size() == 2) {
      position =
          new TableDefinition.PositionColumns(
              String.valueOf(pair.get(0)), String.valueOf(pair.get(1)));
    }
    Table table =
        new Table(
            name,
            Table.Kind.TABLE,
            text(sheet, "utype"),
            text(sheet, "description"),
            columns,
            List.of());
    return new TableDefinition(table, text(sheet, "schema"), position, List.of());
  }

  private static Column column(String name, Map<String, Object> written, String place)
      throws MappingException {
    String type = text(written, "type");
    Optional<Datatype> datatype = Datatype.parse(type == null ? "char" : type);
    if (datatype.isEmpty()) {
      throw new MappingException(place + ": '" + type + "' is no datatype of VOTable", null);
    }
    String size = text(written, "arraysize");
    Field field =
        new Field(
            name,
            new ValueType(
                datatype.get(),
                size == null && datatype.get().isCharacter() ? "*" : size,
                text(written, "xtype")),
            text(written, "unit"),
            text(written, "ucd"),
            text(written, "utype"),
            text(written, "description"));
    return new Column(
        field, flag(written, "principal"), flag(written, "indexed"), flag(written, "standard"));
  }

  private static boolean flag(Map<String, Object> map, String key) {
    return Boolean.TRUE.equals(map.get(key));
  }

  private static @Nullable String text(Map<String, Object> map, String key) {
    Object value = map.get(key);
    return value == null ? null : value.toString();
  }
}
