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
 */
public record TableSheets(Map<TableName, TableDefinition> definitions) {

  /** Copies the map, and keeps its order. */
  public TableSheets {
    definitions = Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
  }

  static TableSheets read(List<MappingFile> files) throws MappingException {
    Map<TableName, TableDefinition> definitions = new LinkedHashMap<>();
    for (MappingFile file : files) {
      for (Map.Entry<String, Object> entry : file.content().entrySet()) {
        String place = file.source() + ": " + entry.getKey();
        TableName name;
        try {
          name = WrittenName.readTable(entry.getKey());
        } catch (IllegalArgumentException e) {
          throw new MappingException(
              file.source() + ": '" + entry.getKey() + "' names no table with its schema", e);
        }
        definitions.put(name, definition(name, MappingReader.map(entry.getValue(), place), place));
      }
    }
    return new TableSheets(definitions);
  }

  private static TableDefinition definition(TableName name, Map<String, Object> sheet, String place)
      throws MappingException {
    List<Column> columns = new ArrayList<>();
    for (Map.Entry<String, Object> column :
        MappingReader.map(sheet.get("columns"), place + ": columns").entrySet()) {
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
    Field field =
        new Field(
            name,
            new ValueType(
                datatype.get(), datatype.get().isCharacter() ? "*" : null, text(written, "xtype")),
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
