// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.database.UploadSession;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.QueryBody;
import org.nasmyth.api.query.Source;
import org.nasmyth.database.duckdb.internal.DuckDbConfiguration;
import org.nasmyth.database.duckdb.internal.DuckDbDatabase;
import org.nasmyth.testkit.Defaults;

/** What a stranger's file is once it has been uploaded into the embedded database. */
record Uploaded(List<Field> fields, List<List<@Nullable Object>> rows) {

  static final ImportRules RULES = new ImportRules(1000, 50, false);

  private static final TableName NAME = new TableName(UploadSession.SCHEMA, "t");

  /** The embedded database, in memory. */
  static DuckDbDatabase database() {
    return new DuckDbDatabase(Defaults.of(DuckDbConfiguration.class, Map.of("name", "obs")));
  }

  /** Uploads a file and reads it back. */
  static Uploaded of(Path file, DuckDbDatabase database)
      throws TableReadException, DatabaseException, InterruptedException {
    try (UploadSession session = database.openUploads(new Cancellation())) {
      TableImport.Report unused =
          new TableImport(List.of(TableFile.foreign(file, "TAP_UPLOAD.t")), RULES, () -> false)
              .into(NAME, session::begin);
      Table table = session.database().catalogue().table(NAME).orElseThrow();
      return new Uploaded(
          table.columns().stream().map(Column::field).toList(), rows(session, table));
    }
  }

  private static List<List<@Nullable Object>> rows(UploadSession session, Table table)
      throws DatabaseException {
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
    try (RowStream stream = session.database().execute(query, Long.MAX_VALUE, new Cancellation())) {
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
}
