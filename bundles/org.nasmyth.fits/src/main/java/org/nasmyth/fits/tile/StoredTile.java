// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.tile;

import java.util.OptionalInt;

/**
 * A tile as the table holds it.
 *
 * @param number its row in the table, from 0
 * @param form in which column its bytes are
 * @param bytes compressed, or as they are
 * @param scale of quantised pixels
 * @param zero of quantised pixels
 * @param blank the whole number that stands for no value
 */
record StoredTile(
    long number, Form form, Compressed bytes, double scale, double zero, OptionalInt blank) {

  /** The columns that can hold a tile, section 10.1.3. */
  enum Form {
    /** COMPRESSED_DATA. */
    COMPRESSED,
    /** GZIP_COMPRESSED_DATA: pixels that were not quantised. */
    GZIPPED,
    /** UNCOMPRESSED_DATA. */
    PLAIN
  }
}
