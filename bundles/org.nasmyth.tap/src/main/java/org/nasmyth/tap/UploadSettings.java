// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import org.nasmyth.fetch.FetchRules;

/**
 * What tables a service's queries may bring along.
 *
 * @param offered whether they may at all, if the database can take them
 * @param rows the most rows of a table
 * @param bytes the most bytes of a table's file, also when it is expanded
 * @param space the most bytes of all files at a time
 * @param rules what may be fetched from URLs
 */
record UploadSettings(boolean offered, long rows, long bytes, long space, FetchRules rules) {

  /** More columns than any catalogue has, and fewer than any database refuses. */
  static final int MOST_COLUMNS = 1000;

  /** Checks what an operator can have got wrong. */
  UploadSettings {
    if (rows < 1 || bytes < 1 || space < bytes) {
      throw new IllegalArgumentException(
          "uploadRows, uploadBytes: each has to be at least 1, and uploadSpace at least uploadBytes");
    }
  }
}
