// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.tables;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.QueryBody;
import org.nasmyth.api.query.Source;
import org.nasmyth.products.tables.Mapping.MappedColumn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads rows of mapped tables by the values of one column. The query is a bound one, so values of a
 * user's are parameters on every database. Safe for any thread.
 */
final class TableReader {

  private static final Logger LOG = LoggerFactory.getLogger(TableReader.class);
  private static final int SOURCE = 0;

  /**
   * More rows than one identifier can have by far, so that a wrong mapping does not eat the heap.
   */
  private static final int MOST_ROWS = 1_000_000;

  private final Set<String> missed = ConcurrentHashMap.newKeySet();

  /** An identifier of each table. */
  private final Map<TableName, String> ids = new ConcurrentHashMap<>();

  /**
   * The rows of a table in which a column has one of some values.
   *
   * @param values text or whole numbers; each once
   * @param wanted the columns to be read
   * @return in any order; none if the table is not there
   * @throws DatabaseException if the database fails
   */
  List<Row> rows(
      TapDatabase database,
      Mapping mapping,
      MappedColumn key,
      Collection<? extends Object> values,
      Set<String> wanted,
      Cancellation cancellation)
      throws DatabaseException {
    String keyColumn = mapping.columns().get(key);
    Optional<Table> table = database.catalogue().table(mapping.table());
    if (values.isEmpty() || keyColumn == null || table.isEmpty()) {
      if (table.isEmpty() && missed.add(mapping.table().toString())) {
        LOG.info("Table {}, which tells of products, is not there.", mapping.table());
      }
      return List.of();
    }
    List<QueryBody.Output> outputs = new ArrayList<>();
    List<String> read = new ArrayList<>();
    for (String name : wanted) {
      int position = position(table.get(), name);
      if (position >= 0) {
        Column column = table.get().columns().get(position);
        outputs.add(
            new QueryBody.Output(
                new Expression.ColumnValue(SOURCE, position, column.type()), column.field()));
        read.add(name);
      } else if (missed.add(mapping.table() + "." + name)) {
        LOG.warn("Table {} has no column {}, which is to tell of products.", mapping.table(), name);
      }
    }
    int keyPosition = position(table.get(), keyColumn);
    if (keyPosition < 0) {
      return List.of();
    }
    ValueType type = table.get().columns().get(keyPosition).type();
    List<Expression> members = new ArrayList<>();
    for (Object value : values) {
      members.add(new Expression.Constant(value, value instanceof Long ? ValueType.LONG : type));
    }
    Query query =
        Query.of(
            new QueryBody.Select(
                false,
                outputs,
                new Source.TableSource(SOURCE, table.get(), null),
                condition(new Expression.ColumnValue(SOURCE, keyPosition, type), members),
                List.of(),
                null));
    List<Row> rows = new ArrayList<>();
    try (RowStream stream = database.execute(query, MOST_ROWS, cancellation)) {
      RowBatch batch = stream.next();
      while (batch != null) {
        take(batch, read, mapping, rows);
        batch = stream.next();
      }
    }
    return rows;
  }

  /**
   * An identifier that a table has, or has had a while ago.
   *
   * @return empty if the table has none
   */
  Optional<String> anyId(TapDatabase database, Mapping mapping, Cancellation cancellation)
      throws DatabaseException {
    String known = ids.get(mapping.table());
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Table> table = database.catalogue().table(mapping.table());
    String idColumn = mapping.columns().get(MappedColumn.ID);
    int position = table.isEmpty() || idColumn == null ? -1 : position(table.get(), idColumn);
    if (position < 0) {
      return Optional.empty();
    }
    Column column = table.get().columns().get(position);
    Query query =
        Query.of(
            new QueryBody.Select(
                false,
                List.of(
                    new QueryBody.Output(
                        new Expression.ColumnValue(SOURCE, position, column.type()),
                        column.field())),
                new Source.TableSource(SOURCE, table.get(), null),
                null,
                List.of(),
                null));
    try (RowStream stream = database.execute(query, 1, cancellation)) {
      RowBatch batch = stream.next();
      if (batch != null && batch.rows() > 0 && batch.column(0).get(0) instanceof String id) {
        ids.put(mapping.table(), id);
        return Optional.of(id);
      }
      return Optional.empty();
    }
  }

  /** The fields of a mapping's facts, by column, as the table has them now. */
  Map<String, Column> columns(TapDatabase database, Mapping mapping) throws DatabaseException {
    Map<String, Column> columns = new HashMap<>();
    Optional<Table> table = database.catalogue().table(mapping.table());
    if (table.isPresent()) {
      for (String fact : mapping.facts()) {
        int position = position(table.get(), fact);
        if (position >= 0) {
          columns.put(fact, table.get().columns().get(position));
        }
      }
    }
    return columns;
  }

  private static Expression condition(Expression key, List<Expression> members) {
    return members.size() == 1
        ? new Expression.Comparison(Expression.Comparison.Operator.EQUAL, key, members.get(0))
        : new Expression.InList(key, members, false);
  }

  private static void take(RowBatch batch, List<String> columns, Mapping mapping, List<Row> rows) {
    for (int row = 0; row < batch.rows(); row++) {
      Map<String, Object> values = new HashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        @Nullable Object value = batch.column(i).get(row);
        if (value != null) {
          values.put(columns.get(i), value);
        }
      }
      rows.add(new Row(mapping, values));
    }
  }

  private static int position(Table table, String column) {
    List<Integer> positions = table.positionsOf(column);
    return positions.isEmpty() ? -1 : positions.get(0);
  }
}
