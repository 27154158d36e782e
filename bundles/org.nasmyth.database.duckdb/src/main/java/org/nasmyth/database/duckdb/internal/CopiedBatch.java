// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.util.List;
import org.duckdb.DuckDBDataChunkReader;
import org.nasmyth.api.database.ColumnVector;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.metadata.ValueType;

/**
 * A chunk of DuckDB's, copied into Java's arrays: a chunk's own memory is gone when the next one is
 * fetched, and that is to happen while this one is being written.
 */
final class CopiedBatch implements RowBatch {

  private final int rows;
  private final ColumnVector[] columns;

  private CopiedBatch(int rows, ColumnVector[] columns) {
    this.rows = rows;
    this.columns = columns;
  }

  /** Copies the first rows of a chunk. */
  static CopiedBatch of(DuckDBDataChunkReader chunk, int rows, List<ValueType> types) {
    ColumnVector[] columns = new ColumnVector[types.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = CopiedVector.of(chunk.vector(i), rows, types.get(i));
    }
    return new CopiedBatch(rows, columns);
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public ColumnVector column(int index) {
    return columns[index];
  }
}
