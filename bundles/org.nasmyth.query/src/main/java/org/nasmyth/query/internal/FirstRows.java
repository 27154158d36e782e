// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import org.nasmyth.api.database.ColumnVector;
import org.nasmyth.api.database.RowBatch;

/**
 * The beginning of a batch.
 *
 * @param batch the whole
 * @param rows how many of its rows; at least 1
 */
record FirstRows(RowBatch batch, int rows) implements RowBatch {
  @Override
  public ColumnVector column(int index) {
    return batch.column(index);
  }
}
