// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.tables;

import org.jspecify.annotations.Nullable;

/**
 * What a thing has to say in each column.
 *
 * @param <T> what the rows of a table are made of
 */
@FunctionalInterface
interface ColumnSource<T> {

  /**
   * The value of a column.
   *
   * @return a Number, String, Boolean or array; null for NULL
   * @throws IllegalArgumentException if the column is not known
   */
  @Nullable Object value(T thing, String column);
}
