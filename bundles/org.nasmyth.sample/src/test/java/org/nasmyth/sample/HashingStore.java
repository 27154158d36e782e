// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TableStore;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.ForeignKey;
import org.nasmyth.api.metadata.TableName;

/** A table store that checks each value's type and keeps of each table its size and a hash. */
final class HashingStore implements TableStore {

  /** What is kept of a table. */
  record Kept(TableDefinition definition, long rows, long hash) {}

  final Map<String, Kept> tables = new ConcurrentSkipListMap<>();
  final AtomicLong values = new AtomicLong();

  @Override
  public TableLoad begin(TableDefinition definition, IfPresent ifPresent) throws DatabaseException {
    for (ForeignKey key : definition.keys()) {
      if (!tables.containsKey(key.target().toString())) {
        throw new DatabaseException(
            DatabaseException.Kind.CONFLICT, "No table " + key.target() + " to refer to", null);
      }
    }
    return new TableLoad() {
      private long rows;
      private long hash = 17;

      @Override
      public void append(List<? extends @Nullable Object> row) {
        List<Column> columns = definition.table().columns();
        if (row.size() != columns.size()) {
          throw new AssertionError(definition.table().name() + ": " + row.size() + " values");
        }
        for (int i = 0; i < row.size(); i++) {
          Object value = row.get(i);
          if (value != null && !value.getClass().equals(javaClass(columns.get(i)))) {
            throw new AssertionError(columns.get(i).name() + " got a " + value.getClass());
          }
          hash =
              hash * 1_000_003 + (value instanceof double[] a ? Arrays.hashCode(a) : hash(value));
        }
        rows++;
        values.addAndGet(row.size());
      }

      @Override
      public long commit() {
        tables.put(definition.table().name().toString(), new Kept(definition, rows, hash));
        return rows;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public boolean drop(TableName name) {
    return tables.remove(name.toString()) != null;
  }

  private static int hash(@Nullable Object value) {
    return value == null ? 0 : value.hashCode();
  }

  private static Class<?> javaClass(Column column) {
    if (column.type().isArray()) {
      return double[].class;
    }
    return switch (column.type().datatype()) {
      case BOOLEAN -> Boolean.class;
      case UNSIGNED_BYTE, SHORT -> Short.class;
      case INT -> Integer.class;
      case LONG -> Long.class;
      case FLOAT -> Float.class;
      case DOUBLE -> Double.class;
      case CHAR, UNICODE_CHAR -> String.class;
    };
  }
}
