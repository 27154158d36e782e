// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

/**
 * What becomes of DATASUM and CHECKSUM (section 4.4.2.7) in HDUs that were changed. Those copied
 * whole keep theirs.
 *
 * <p>A sum stands before the data that it is of, so data that do not fit the {@link Workshop} are
 * read twice where one is wanted.
 */
public enum Checksums {
  /** HDUs that had them have right ones. */
  WHERE_PRESENT,
  /** All changed HDUs have them. */
  ALWAYS,
  /** Changed HDUs lose them. */
  NEVER
}
