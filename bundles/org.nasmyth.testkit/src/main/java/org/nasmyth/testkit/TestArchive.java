// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TableStore;
import org.nasmyth.api.database.TableStore.IfPresent;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.QueryBody;
import org.nasmyth.api.query.Source;

/**
 * A database to put questions to, through its services. Used by one thread.
 *
 * @param <D> the plugin's class, which is the database and its store
 */
public final class TestArchive<D extends TapDatabase & TableStore & AutoCloseable>
    implements AutoCloseable {

  private final D database;

  /** An archive that closes its database. */
  public TestArchive(D database) {
    this.database = database;
  }

  /** The plugin. */
  public D database() {
    return database;
  }

  /**
   * Loads a table without indexes.
   *
   * @param rows lists of values as {@link TableLoad#append} takes them
   * @return the table as the catalogue has it
   */
  public Table load(Table table, List<? extends List<? extends @Nullable Object>> rows)
      throws DatabaseException {
    return load(new TableDefinition(table, null, null, List.of()), rows);
  }

  /** Loads a table; otherwise the same. */
  public Table load(
      TableDefinition definition, List<? extends List<? extends @Nullable Object>> rows)
      throws DatabaseException {
    try (TableLoad load = database.begin(definition, IfPresent.REFUSE)) {
      for (List<? extends @Nullable Object> row : rows) {
        load.append(row);
      }
      load.commit();
    }
    return table(definition.table().name());
  }

  /** A table of the catalogue, which has it. */
  public Table table(TableName name) throws DatabaseException {
    return database.catalogue().table(name).orElseThrow();
  }

  /** All rows of a query. */
  public List<List<@Nullable Object>> run(Query query) throws DatabaseException {
    return run(query, Long.MAX_VALUE);
  }

  /** The first rows of a query. */
  public List<List<@Nullable Object>> run(Query query, long maxRows) throws DatabaseException {
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
  public @Nullable Object value(Expression expression) throws DatabaseException {
    return run(Query.of(Trees.select(null, null, expression))).get(0).get(0);
  }

  /** The first column of the rows for which a condition is true. */
  public List<@Nullable Object> where(Table table, Expression condition) throws DatabaseException {
    Source source = new Source.TableSource(1, table, null);
    QueryBody body = Trees.select(source, condition, Trees.column(1, table, 0));
    Query query =
        new Query(
            List.of(),
            body,
            List.of(new Query.Ordering(new Query.SortKey.OutputColumn(0), false)),
            OptionalLong.empty(),
            0);
    return run(query).stream().map(row -> row.get(0)).toList();
  }

  /** Closes the database. */
  @Override
  public void close() throws Exception {
    database.close();
  }
}
