// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.archive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.QueryBody;
import org.nasmyth.api.query.Source;

/** Reads rows of the archive by texts in one of their columns. Safe for any thread. */
public final class Lookup {

  private static final int SOURCE = 0;
  private static final int MOST_ROWS = 1_000_000;
  private static final int KEYS_AT_ONCE = 1000;

  private final TapDatabase database;

  /** Reads from a database. */
  public Lookup(TapDatabase database) {
    this.database = database;
  }

  /** A row; columns that are NULL are missing. */
  public record Row(Map<String, Object> values) {

    /** Copies the map. */
    public Row {
      values = Map.copyOf(values);
    }

    /** A value as text; null for NULL. */
    public @Nullable String text(String column) {
      Object value = values.get(column);
      return value == null ? null : value.toString();
    }

    /** A value as text; empty for NULL. */
    public String required(String column) {
      return values.getOrDefault(column, "").toString();
    }

    /** A whole number; -1 for NULL. */
    public long whole(String column) {
      return values.get(column) instanceof Number number ? number.longValue() : -1;
    }
  }

  /** Takes rows. */
  public interface Sink {
    /** Takes one; may change the database meanwhile. */
    void take(Row row) throws DatabaseException;
  }

  /** All tables, as they are now. */
  List<Table> tables() throws DatabaseException {
    return database.catalogue().schemas().stream()
        .flatMap(schema -> schema.tables().stream())
        .toList();
  }

  /** A table as it is now; empty if there is none. */
  public Optional<Table> table(TableName name) throws DatabaseException {
    return database.catalogue().table(name);
  }

  /**
   * The rows of a table in which a column has one of some texts.
   *
   * @param columns what is read of them
   * @return in any order; none if the table is not there
   */
  public List<Row> rows(TableName name, String key, Collection<String> keys, List<String> columns)
      throws DatabaseException {
    List<Row> rows = new ArrayList<>();
    List<String> all = List.copyOf(keys);
    for (int i = 0; i < all.size(); i += KEYS_AT_ONCE) {
      List<Expression> members = new ArrayList<>();
      for (String text : all.subList(i, Math.min(all.size(), i + KEYS_AT_ONCE))) {
        members.add(new Expression.Constant(text, ValueType.STRING));
      }
      read(name, key, members, columns, MOST_ROWS, rows::add);
    }
    return rows;
  }

  /** All rows of a table, one by one. */
  public void all(TableName name, List<String> columns, Sink sink) throws DatabaseException {
    read(name, null, List.of(), columns, Long.MAX_VALUE, sink);
  }

  private void read(
      TableName name,
      @Nullable String key,
      List<Expression> members,
      List<String> columns,
      long most,
      Sink sink)
      throws DatabaseException {
    Optional<Table> found = table(name);
    if (found.isEmpty()) {
      return;
    }
    Table table = found.get();
    List<QueryBody.Output> outputs = new ArrayList<>();
    for (String column : columns) {
      int position = position(table, column);
      outputs.add(
          new QueryBody.Output(
              column(table, position), table.columns().get(position).field().withName(column)));
    }
    Expression condition = null;
    if (key != null) {
      Expression value = column(table, position(table, key));
      condition =
          members.size() == 1
              ? new Expression.Comparison(
                  Expression.Comparison.Operator.EQUAL, value, members.get(0))
              : new Expression.InList(value, members, false);
    }
    Query query =
        Query.of(
            new QueryBody.Select(
                false,
                outputs,
                new Source.TableSource(SOURCE, table, null),
                condition,
                List.of(),
                null));
    try (RowStream stream = database.execute(query, most, new Cancellation())) {
      for (RowBatch batch = stream.next(); batch != null; batch = stream.next()) {
        for (int row = 0; row < batch.rows(); row++) {
          Map<String, Object> values = new HashMap<>();
          for (int i = 0; i < columns.size(); i++) {
            Object value = batch.column(i).get(row);
            if (value != null) {
              values.put(columns.get(i), value);
            }
          }
          sink.take(new Row(values));
        }
      }
    }
  }

  private static Expression column(Table table, int position) {
    return new Expression.ColumnValue(SOURCE, position, table.columns().get(position).type());
  }

  private static int position(Table table, String column) throws DatabaseException {
    List<Integer> positions = table.positionsOf(column);
    if (positions.isEmpty()) {
      throw new DatabaseException(
          DatabaseException.Kind.BAD_VALUE,
          "Table " + table.name() + " lacks column " + column + ", which ingest needs.",
          null);
    }
    return positions.get(0);
  }
}
