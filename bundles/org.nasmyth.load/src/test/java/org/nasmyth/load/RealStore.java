// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.command.Command;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.QueryBody;
import org.nasmyth.api.query.Source;
import org.nasmyth.database.duckdb.internal.DuckDbConfiguration;
import org.nasmyth.database.duckdb.internal.DuckDbDatabase;
import org.nasmyth.tables.stores.LoadableDatabases;
import org.nasmyth.testkit.Defaults;
import org.nasmyth.testkit.RecordingTerminal;

/** The embedded database in memory, loaded by the command and read back as queries read it. */
final class RealStore implements AutoCloseable {

  private static final TableName NAME = new TableName("my", "t");

  final RecordingTerminal terminal = new RecordingTerminal();
  private final DuckDbDatabase database =
      new DuckDbDatabase(Defaults.of(DuckDbConfiguration.class, Map.of("name", "obs")));
  private final LoadCommand command;

  RealStore() {
    LoadableDatabases databases = new LoadableDatabases();
    databases.addStore(database, Map.of("name", "obs"));
    databases.addDatabase(database, Map.of("name", "obs"));
    command = new LoadCommand(databases);
  }

  /** Loads a file in place of what was loaded before. */
  void load(Path file) throws InterruptedException {
    int status = tryLoad(file);
    if (status != Command.OK) {
      throw new AssertionError(file + " was not loaded: " + terminal.errors());
    }
  }

  /** Loads a file, which may fail. */
  int tryLoad(Path file) throws InterruptedException {
    terminal.errors().clear();
    terminal.lines().clear();
    return command.run(List.of("my.t", file.toString(), "--replace"), terminal);
  }

  /** What the catalogue says of the table that was loaded. */
  Table table() {
    return database.catalogue().table(NAME).orElseThrow();
  }

  /** All rows of the table that was loaded, in the order of the archive. */
  List<List<@Nullable Object>> rows() throws DatabaseException {
    Table table = table();
    List<QueryBody.Output> outputs = new ArrayList<>();
    for (int c = 0; c < table.columns().size(); c++) {
      Expression column = new Expression.ColumnValue(1, c, table.columns().get(c).type());
      outputs.add(new QueryBody.Output(column, table.columns().get(c).field()));
    }
    Query query =
        Query.of(
            new QueryBody.Select(
                false, outputs, new Source.TableSource(1, table, null), null, List.of(), null));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (RowStream stream = database.execute(query, Long.MAX_VALUE, new Cancellation())) {
      for (RowBatch batch = stream.next(); batch != null; batch = stream.next()) {
        for (int r = 0; r < batch.rows(); r++) {
          List<@Nullable Object> row = new ArrayList<>();
          for (int c = 0; c < outputs.size(); c++) {
            row.add(batch.column(c).get(r));
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }

  /** One column's values. */
  List<@Nullable Object> values(String column) throws DatabaseException {
    int index = table().positionsOf(column).get(0);
    List<@Nullable Object> values = new ArrayList<>();
    rows().forEach(row -> values.add(row.get(index)));
    return values;
  }

  @Override
  public void close() {
    database.close();
  }
}
