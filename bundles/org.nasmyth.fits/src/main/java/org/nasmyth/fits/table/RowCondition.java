// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.table;

/** Says which rows of a table are wanted. */
@FunctionalInterface
public interface RowCondition {

  /**
   * Whether a row is wanted.
   *
   * @param row is valid during this call only
   */
  boolean test(Row row);
}
