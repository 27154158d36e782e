// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.database.TableStore;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.QueryBody;
import org.nasmyth.api.query.Source;
import org.nasmyth.database.duckdb.internal.DuckDbConfiguration;
import org.nasmyth.database.duckdb.internal.DuckDbDatabase;
import org.nasmyth.ingest.archive.Lookup;
import org.nasmyth.ingest.archive.Lookup.Row;
import org.nasmyth.sphere.Position;
import org.nasmyth.tables.stores.LoadableDatabases;
import org.nasmyth.testkit.Defaults;
import org.nasmyth.testkit.RecordingTerminal;

/** An archive in memory, with a folder of files that the command takes in. */
final class TestArchive implements AutoCloseable {

  final Path files;
  final Path mappings;
  RecordingTerminal io = new RecordingTerminal();
  private final TapDatabase database;
  private final AutoCloseable closeable;
  private final Lookup lookup;
  private final IngestCommand command;

  /**
   * An empty one in the embedded database.
   *
   * @param folder that the files are below
   */
  TestArchive(Path folder) throws IOException {
    this(folder, new DuckDbDatabase(Defaults.of(DuckDbConfiguration.class, Map.of("name", "obs"))));
  }

  /** One in a database, which is closed with it. */
  <D extends TapDatabase & TableStore & AutoCloseable> TestArchive(Path folder, D database)
      throws IOException {
    files = Files.createDirectories(folder.resolve("files")).toRealPath();
    mappings = folder.resolve("mappings");
    this.database = database;
    closeable = database;
    lookup = new Lookup(database);
    LoadableDatabases databases = new LoadableDatabases();
    databases.addStore(database, Map.of("name", "obs"));
    databases.addDatabase(database, Map.of("name", "obs"));
    command =
        new IngestCommand(
            Defaults.of(
                IngestCommand.Settings.class,
                Map.of(
                    "roots",
                    new String[] {files.toString()},
                    "pictures",
                    files.resolve("previews").toString(),
                    "mappings",
                    mappings.toString(),
                    "base_url",
                    "http://archive/",
                    "authority",
                    "example.org",
                    "workers",
                    2)),
            databases);
  }

  /** Runs the command on all files; fails if it does not end well. */
  TestArchive ingest(String... options) throws InterruptedException {
    int status = tryIngest(files, options);
    if (status != 0) {
      throw new AssertionError("ingest ended with " + status + ": " + io.errors() + io.lines());
    }
    return this;
  }

  /** Runs the command, which may fail. */
  int tryIngest(Path path, String... options) throws InterruptedException {
    io = new RecordingTerminal();
    return run(path, options);
  }

  /** Runs the command with the terminal that is there. */
  int run(Path path, String... options) throws InterruptedException {
    List<String> args = new ArrayList<>(List.of(path.toString()));
    args.addAll(Arrays.asList(options));
    return command.run(args, io);
  }

  /** Runs the command with words. */
  int run(String... words) throws InterruptedException {
    io = new RecordingTerminal();
    return command.run(List.of(words), io);
  }

  /** The last line that it said. */
  String said() {
    return io.lines().get(io.lines().size() - 1).replaceAll(", in [0-9.]+ s\\.", "");
  }

  /** All rows of a table. */
  List<Row> rows(String schema, String name) throws DatabaseException {
    TableName table = new TableName(schema, name);
    List<Row> rows = new ArrayList<>();
    Table found = lookup.table(table).orElseThrow();
    lookup.all(table, found.columns().stream().map(Column::name).toList(), rows::add);
    return rows;
  }

  /** The row of a table with a value. */
  Row row(String schema, String name, String column, String value) throws DatabaseException {
    List<Row> rows =
        rows(schema, name).stream().filter(row -> value.equals(row.text(column))).toList();
    if (rows.size() != 1) {
      throw new AssertionError(
          rows.size() + " rows of " + schema + "." + name + " have " + column + " " + value);
    }
    return rows.get(0);
  }

  /** What the rows have in a column whose regions contain a position. */
  List<String> containing(
      String schema, String name, String region, double ra, double dec, String column)
      throws DatabaseException {
    Table table = lookup.table(new TableName(schema, name)).orElseThrow();
    Query query =
        Query.of(
            new QueryBody.Select(
                false,
                List.of(
                    new QueryBody.Output(value(table, column), Field.of("o", ValueType.STRING))),
                new Source.TableSource(1, table, null),
                new Expression.Contains(
                    new Expression.RegionConstant(new Position(ra, dec), ValueType.POINT),
                    value(table, region)),
                List.of(),
                null));
    List<String> found = new ArrayList<>();
    try (RowStream stream = database.execute(query, Long.MAX_VALUE, new Cancellation())) {
      for (RowBatch batch = stream.next(); batch != null; batch = stream.next()) {
        for (int row = 0; row < batch.rows(); row++) {
          found.add(batch.column(0).getString(row));
        }
      }
    }
    return found;
  }

  private static Expression value(Table table, String column) {
    int position = table.positionsOf(column).get(0);
    return new Expression.ColumnValue(1, position, table.columns().get(position).type());
  }

  /** Everything that it holds, to be compared. */
  Map<String, List<String>> everything() throws DatabaseException {
    Map<String, List<String>> all = new TreeMap<>();
    for (Table table :
        database.catalogue().schemas().stream().flatMap(s -> s.tables().stream()).toList()) {
      TableName name = table.name();
      if (!name.schema().equals("TAP_SCHEMA")) {
        all.put(
            name.toString(),
            rows(name.schema(), name.table()).stream().map(TestArchive::text).sorted().toList());
      }
    }
    return all;
  }

  private static String text(Row row) {
    Map<String, Object> values = new TreeMap<>(row.values());
    values.replaceAll(
        (column, value) -> value instanceof double[] array ? Arrays.toString(array) : value);
    return values.toString();
  }

  @Override
  public void close() throws Exception {
    closeable.close();
  }
}
