// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.util.Optional;

/**
 * What a WCS looks up in other HDUs of its file: binary tables for the coordinates of axes of the
 * algorithm TAB, and images for distortions.
 */
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

  /**
   * Reads an image that distortions are looked up in.
   *
   * @param extension EXTNAME of the image
   * @param version its EXTVER
   * @return the image, or empty if there is none; by default there is none
   */
  default Optional<LookupImage> image(String extension, int version) {
    return Optional.empty();
  }
}
