// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables.parquet;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Takes one column's value out of the current row. */
@FunctionalInterface
interface CellReader {

  /**
   * The value.
   *
   * @param row at the row to read
   * @param column the column's number, from 1
   * @return null for NULL
   * @throws UnfitCellException if the table cannot hold the value
   */
  @Nullable Object read(ResultSet row, int column) throws SQLException, UnfitCellException;
}
