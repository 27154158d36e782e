// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables;

import java.io.IOException;
import java.util.List;
import uk.ac.starlink.table.StarTable;

/** A table of a file, which can be read as often as need be. For one thread. */
interface OpenTable {

  /** What is done with each row. */
  @FunctionalInterface
  interface RowUse<X extends Exception> {
    /**
     * Takes a row.
     *
     * @param cells as STIL yields them, null for a blank; the array may be used again
     */
    void row(Object[] cells) throws X, TableReadException, InterruptedException;
  }

  /** Columns, parameters and the number of rows, if that is told; its rows are not to be read. */
  StarTable description();

  /** Whether the columns' types are not stated but have to be guessed from texts. */
  boolean textual();

  /** What a person should know of it, a line each. */
  List<String> remarks();

  /**
   * Reads all rows.
   *
   * @throws IOException if the file is broken
   * @throws X if the use does, as it may throw the others; reading ends then
   */
  <X extends Exception> void forEachRow(RowUse<X> use)
      throws IOException, X, TableReadException, InterruptedException;
}
