// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.Table;

/**
 * Where the rows of a SELECT come from. Each source but a join has an id that is unique within the
 * whole statement; {@link Expression.ColumnValue} refers to it, also from within sub-queries.
 */
public sealed interface Source {

  /** A source that expressions can refer to. */
  sealed interface Named extends Source permits TableSource, DerivedSource, CommonSource {
    /** Unique within the whole statement. */
    int id();

    /** Its columns; {@link Expression.ColumnValue#column()} counts in this list. */
    List<Field> fields();
  }

  /**
   * A table of the catalogue.
   *
   * @param id unique within the statement
   * @param table the table
   * @param restriction only rows for which this is true exist for the caller, whatever else the
   *     query says; it may refer to this source's id and to sub-queries. Null where all rows are
   *     visible. A plugin applies it before anything else of the query can see a row.
   */
  record TableSource(int id, Table table, @Nullable Expression restriction) implements Named {
    @Override
    public List<Field> fields() {
      return table.columns().stream().map(Column::field).toList();
    }
  }

  /** A sub-query in FROM; its columns are the query's fields. */
  record DerivedSource(int id, Query query) implements Named {
    @Override
    public List<Field> fields() {
      return query.fields();
    }
  }

  /**
   * A use of a common table.
   *
   * @param id unique within the statement; differs between two uses of one common table
   * @param commonTable the id of the {@link Query.CommonTable}
   * @param fields its columns
   */
  record CommonSource(int id, int commonTable, List<Field> fields) implements Named {
    /** Copies the list. */
    public CommonSource {
      fields = List.copyOf(fields);
    }
  }

  /**
   * Two sources joined.
   *
   * @param kind which rows without a partner are kept
   * @param left the first source
   * @param right the second source
   * @param condition which rows are partners; null for a cross join
   */
  record Join(Kind kind, Source left, Source right, @Nullable Expression condition)
      implements Source {

    /** Which rows without a partner are kept, with NULLs for the other side. */
    public enum Kind {
      /** None. */
      INNER,
      /** Those of the left source. */
      LEFT,
      /** Those of the right source. */
      RIGHT,
      /** Those of both. */
      FULL
    }
  }
}
