// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TableStore.IfPresent;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.QueryBody;
import org.nasmyth.api.query.Source;

/** A database to put questions to, and short ways to write trees. */
final class TestArchive implements AutoCloseable {

  final PostgresqlDatabase database;

  private TestArchive(PostgresqlDatabase database) {
    this.database = database;
  }

  /** An archive in a database of a cluster. */
  static TestArchive of(Cluster cluster, String database) {
    return of(cluster, database, "auto", 4);
  }

  static TestArchive of(Cluster cluster, String database, String geometry, int poolSize) {
    return new TestArchive(
        new PostgresqlDatabase(
            new TestConfiguration(cluster.port(), database, "tap_schema", geometry, poolSize)));
  }

  /** An archive as a configuration says. */
  static TestArchive with(PostgresqlConfiguration configuration) {
    return new TestArchive(new PostgresqlDatabase(configuration));
  }

  /** Loads a table; a row is a list of values. */
  Table load(Table table, List<? extends List<?>> rows) throws DatabaseException {
    return load(new TableDefinition(table, null, null, List.of()), rows);
  }

  Table load(TableDefinition definition, List<? extends List<?>> rows) throws DatabaseException {
    try (TableLoad load = database.begin(definition, IfPresent.REFUSE)) {
      for (List<?> row : rows) {
        load.append(row);
      }
      load.commit();
    }
    return table(definition.table().name());
  }

  Table table(TableName name) throws DatabaseException {
    return database.catalogue().table(name).orElseThrow();
  }

  List<List<@Nullable Object>> run(Query query) throws DatabaseException {
    return run(query, Long.MAX_VALUE);
  }

  List<List<@Nullable Object>> run(Query query, long maxRows) throws DatabaseException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (RowStream stream = database.execute(query, maxRows, new Cancellation())) {
      for (RowBatch batch = stream.next(); batch != null; batch = stream.next()) {
        for (int i = 0; i < batch.rows(); i++) {
          List<@Nullable Object> row = new ArrayList<>();
          for (int k = 0; k < query.fields().size(); k++) {
            row.add(batch.column(k).get(i));
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }

  /** The value of an expression that needs no table. */
  @Nullable Object value(Expression expression) throws DatabaseException {
    return run(Query.of(select(null, null, expression))).get(0).get(0);
  }

  /** The first column of the rows for which a condition is true. */
  List<@Nullable Object> where(Table table, Expression condition) throws DatabaseException {
    Source source = new Source.TableSource(1, table, null);
    QueryBody body = select(source, condition, column(1, table, 0));
    Query query =
        new Query(
            List.of(),
            body,
            List.of(new Query.Ordering(new Query.SortKey.OutputColumn(0), false)),
            OptionalLong.empty(),
            0);
    return run(query).stream().map(row -> row.get(0)).toList();
  }

  static QueryBody.Select select(
      @Nullable Source from, @Nullable Expression where, Expression... outputs) {
    List<QueryBody.Output> list = new ArrayList<>();
    for (Expression output : outputs) {
      list.add(new QueryBody.Output(output, Field.of("o" + list.size(), output.type())));
    }
    return new QueryBody.Select(false, list, from, where, List.of(), null);
  }

  static Expression column(int source, Table table, int position) {
    return new Expression.ColumnValue(source, position, table.columns().get(position).type());
  }

  static Expression number(long value) {
    return new Expression.Constant(value, ValueType.LONG);
  }

  static Expression number(double value) {
    return new Expression.Constant(value, ValueType.DOUBLE);
  }

  static Expression text(@Nullable String value) {
    return new Expression.Constant(value, ValueType.STRING);
  }

  static Expression truth(@Nullable Boolean value) {
    return new Expression.Constant(value, ValueType.BOOLEAN);
  }

  static Table table(String schema, String name, Column... columns) {
    return Table.of(new TableName(schema, name), "A table.", Arrays.asList(columns));
  }

  static Column column(String name, ValueType type) {
    return Column.of(Field.of(name, type));
  }

  @Override
  public void close() {
    database.close();
  }
}
