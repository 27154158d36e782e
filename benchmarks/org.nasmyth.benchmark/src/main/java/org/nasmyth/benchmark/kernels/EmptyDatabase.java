// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.benchmark.kernels;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.AdqlFeatures;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.Schema;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Query;

/** A database of a hundred tables that finds nothing, so that only the pipeline's work is left. */
final class EmptyDatabase implements TapDatabase {

  private static final int TABLES = 100;
  private static final int COLUMNS = 60;

  private final Catalogue catalogue;

  EmptyDatabase() {
    List<Table> tables = new ArrayList<>();
    for (int i = 0; i < TABLES; i++) {
      List<Column> columns = new ArrayList<>();
      columns.add(Column.of(Field.of("id", ValueType.STRING)));
      columns.add(Column.of(Field.of("ra", ValueType.DOUBLE)));
      columns.add(Column.of(Field.of("dec", ValueType.DOUBLE)));
      for (int j = columns.size(); j < COLUMNS; j++) {
        columns.add(Column.of(Field.of("column_" + j, ValueType.DOUBLE)));
      }
      tables.add(Table.of(new TableName("archive", "table_" + i), null, columns));
    }
    catalogue = new Catalogue(List.of(new Schema("archive", null, null, tables)), List.of());
  }

  @Override
  public Catalogue catalogue() {
    return catalogue;
  }

  @Override
  public String dialect() {
    return "none";
  }

  @Override
  public AdqlFeatures features() {
    return AdqlFeatures.all();
  }

  @Override
  public boolean supports(AdqlFunction function) {
    return false;
  }

  @Override
  public RowStream execute(Query query, long maxRows, Cancellation cancellation) {
    return new RowStream() {
      @Override
      public @Nullable RowBatch next() {
        return null;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void ping() {}
}
