// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables;

/** Who waits for an import. Called by the importing thread, every few thousand rows. */
public interface ImportProgress {

  /** How many rows there are is not known. */
  long UNKNOWN = -1;

  /** Whether the import has been given up. */
  boolean cancelled();

  /**
   * Hears how far it is.
   *
   * @param doing {@code reading} or {@code loading}
   * @param done rows so far
   * @param total all rows, or {@link #UNKNOWN}
   */
  default void progress(String doing, long done, long total) {}
}
