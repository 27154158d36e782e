// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.database;

/**
 * Some consecutive rows of a result, column by column. Valid until the next one is asked for or the
 * stream is closed.
 */
public interface RowBatch {

  /** How many rows it has; at least 1. */
  int rows();

  /**
   * One column.
   *
   * @param index counted from 0, in the order of the query's fields
   */
  ColumnVector column(int index);
}
