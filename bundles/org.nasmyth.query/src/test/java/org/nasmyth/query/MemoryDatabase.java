// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.AdqlFeatures;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.ColumnVector;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.api.query.Query;

/**
 * A database in which every query finds the same number of rows, each holding its number in every
 * column. It keeps TOP, the row limit and cancellation, and remembers what it was asked.
 */
final class MemoryDatabase implements TapDatabase {

  private static final int BATCH = 100;

  private final Catalogue catalogue = TestArchive.catalogue();
  private final List<Query> queries = new ArrayList<>();
  private final List<Long> rowLimits = new ArrayList<>();
  private AdqlFeatures features = AdqlFeatures.all();
  private long stored = 10;
  private long failAt = Long.MAX_VALUE;
  private DatabaseException.@Nullable Kind failure;
  private long cancelAt = Long.MAX_VALUE;
  private Cancellation.Reason cancelReason = Cancellation.Reason.TIME_LIMIT;
  private int openStreams;

  /** Lets every query find so many rows. */
  MemoryDatabase holding(long rows) {
    stored = rows;
    return this;
  }

  /** Lets every query fail in front of a row. */
  MemoryDatabase failingAt(long row, DatabaseException.Kind kind) {
    failAt = row;
    failure = kind;
    return this;
  }

  /** Lets every query be cancelled in front of a row. */
  MemoryDatabase cancelledAt(long row, Cancellation.Reason reason) {
    cancelAt = row;
    cancelReason = reason;
    return this;
  }

  MemoryDatabase offering(AdqlFeatures offered) {
    features = offered;
    return this;
  }

  /** The last query that was run. */
  Query lastQuery() {
    return queries.get(queries.size() - 1);
  }

  /** How many rows the last query was asked for. */
  long lastRowLimit() {
    return rowLimits.get(rowLimits.size() - 1);
  }

  int queryCount() {
    return queries.size();
  }

  /** How many streams have not been closed. */
  int openStreams() {
    return openStreams;
  }

  @Override
  public Catalogue catalogue() {
    return catalogue;
  }

  @Override
  public String dialect() {
    return "memory";
  }

  @Override
  public AdqlFeatures features() {
    return features;
  }

  @Override
  public boolean supports(AdqlFunction function) {
    return function.body() instanceof FunctionBody.JavaBody;
  }

  @Override
  public RowStream execute(Query query, long maxRows, Cancellation cancellation) {
    queries.add(query);
    rowLimits.add(maxRows);
    openStreams++;
    long available = Math.max(0, stored - query.offset());
    long end = Math.min(available, Math.min(maxRows, query.limit().orElse(Long.MAX_VALUE)));
    return new Numbers(end, cancellation);
  }

  @Override
  public void ping() {}

  private final class Numbers implements RowStream {
    private final long end;
    private final Cancellation cancellation;
    private long next;

    Numbers(long end, Cancellation cancellation) {
      this.end = end;
      this.cancellation = cancellation;
    }

    @Override
    public @Nullable RowBatch next() throws DatabaseException {
      if (next >= cancelAt) {
        cancellation.cancel(cancelReason);
      }
      if (cancellation.isCancelled()) {
        throw new DatabaseException(DatabaseException.Kind.CANCELLED, "cancelled", null);
      }
      if (next >= failAt && failure != null) {
        throw new DatabaseException(failure, "'12h' is no number.", null);
      }
      if (next >= end) {
        return null;
      }
      long first = next;
      int rows = (int) Math.min(BATCH, Math.min(end, Math.max(next + 1, failAt)) - next);
      next += rows;
      return new RowBatch() {
        @Override
        public int rows() {
          return rows;
        }

        @Override
        public ColumnVector column(int index) {
          return new Counting(first);
        }
      };
    }

    @Override
    public void close() {
      openStreams--;
    }
  }

  private record Counting(long first) implements ColumnVector {
    @Override
    public boolean isNull(int row) {
      return false;
    }

    @Override
    public Object get(int row) {
      return first + row;
    }
  }
}
