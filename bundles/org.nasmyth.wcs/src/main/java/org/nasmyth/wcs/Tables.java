// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.util.Optional;

/** The binary tables of a FITS file, where axes of the algorithm TAB look up their coordinates. */
@FunctionalInterface
public interface Tables {
  /** A file without tables. */
  Tables NONE = (extension, version, level, column) -> Optional.empty();

  /**
   * Reads the first row of a column.
   *
   * @param extension EXTNAME of the table
   * @param version its EXTVER
   * @param level its EXTLEVEL
   * @param column name of the column
   * @return the array, or empty if there is no such column
   */
  Optional<TableArray> array(String extension, int version, int level, String column);
}
