// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.mapping;

/** What a file is to the archive. */
public enum Kind {
  /** A frame as it came from the telescope. */
  RAW,
  /** A science product, with files of its own. */
  PRODUCT,
  /** A file that comes with a product. */
  COMPANION,
  /** A calibration that was made from raw frames. */
  MASTER
}
