// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.nasmyth.api.database.ColumnVector;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.metadata.ValueType;

/** The rows that were read last, column by column; one and the same for a whole result. */
final class Batch implements RowBatch {

  private final List<ValueType> types;
  private final ReadVector[] columns;
  private int rows;

  Batch(List<ValueType> types) {
    this.types = types;
    this.columns = new ReadVector[types.size()];
  }

  /** Looks at what a result has before its first row is read. */
  void prepare(ResultSet result) throws SQLException {
    for (int i = 0; i < columns.length; i++) {
      columns[i] = ReadVector.of(types.get(i), i + 1, result.getMetaData());
    }
  }

  /**
   * Reads the next rows in place of the last.
   *
   * @return whether there was at least one
   */
  boolean read(ResultSet result, int most) throws SQLException {
    for (ReadVector column : columns) {
      column.clear(most);
    }
    rows = 0;
    while (rows < most && result.next()) {
      for (ReadVector column : columns) {
        column.read(result, rows);
      }
      rows++;
    }
    return rows > 0;
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
