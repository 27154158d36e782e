// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TableStore;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.TableName;

/** A table store in memory that checks each value's type as a database would. */
final class MemoryStore implements TableStore {

  /** A table that was committed. */
  record Stored(TableDefinition definition, List<List<@Nullable Object>> rows) {

    Column column(String name) {
      return definition.table().columns().stream()
          .filter(column -> column.name().equals(name))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no column " + name));
    }

    List<@Nullable Object> values(String name) {
      int index = definition.table().columns().indexOf(column(name));
      List<@Nullable Object> values = new ArrayList<>();
      rows.forEach(row -> values.add(row.get(index)));
      return values;
    }
  }

  private final Map<TableName, Stored> tables = new HashMap<>();

  Stored table(String schema, String name) {
    Stored stored = tables.get(new TableName(schema, name));
    if (stored == null) {
      throw new AssertionError("no table " + schema + "." + name);
    }
    return stored;
  }

  boolean isEmpty() {
    return tables.isEmpty();
  }

  @Override
  public TableLoad begin(TableDefinition definition, IfPresent ifPresent) throws DatabaseException {
    TableName name = definition.table().name();
    if (ifPresent == IfPresent.REFUSE && tables.containsKey(name)) {
      throw new DatabaseException(
          DatabaseException.Kind.CONFLICT, "Table " + name + " exists.", null);
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    return new TableLoad() {
      @Override
      public void append(List<? extends @Nullable Object> values) throws DatabaseException {
        List<Column> columns = definition.table().columns();
        for (int i = 0; i < columns.size(); i++) {
          Object value = values.get(i);
          if (value != null && !value.getClass().equals(javaClass(columns.get(i)))) {
            throw new DatabaseException(
                DatabaseException.Kind.BAD_VALUE,
                "column " + columns.get(i).name() + " cannot hold a " + value.getClass(),
                null);
          }
        }
        rows.add(new ArrayList<>(values));
      }

      @Override
      public long commit() {
        tables.put(name, new Stored(definition, rows));
        return rows.size();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public boolean drop(TableName name) {
    return tables.remove(name) != null;
  }

  private static Class<?> javaClass(Column column) {
    boolean array = column.type().isArray();
    return switch (column.type().datatype()) {
      case BOOLEAN -> array ? boolean[].class : Boolean.class;
      case UNSIGNED_BYTE, SHORT -> array ? short[].class : Short.class;
      case INT -> array ? int[].class : Integer.class;
      case LONG -> array ? long[].class : Long.class;
      case FLOAT -> array ? float[].class : Float.class;
      case DOUBLE -> array ? double[].class : Double.class;
      case CHAR, UNICODE_CHAR -> String.class;
    };
  }
}
