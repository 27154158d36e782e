// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits;

/** What the data of an HDU are. */
public enum HduKind {
  /** An N-dimensional array, or nothing at all (NAXIS = 0). */
  IMAGE,
  /** An image compressed tile by tile in a binary table, section 10.1. */
  COMPRESSED_IMAGE,
  /** A binary table, section 7.3. */
  BINARY_TABLE,
  /** An ASCII table, section 7.2. */
  ASCII_TABLE,
  /** Random groups, section 6. */
  RANDOM_GROUPS,
  /** An extension of another type; it can only be copied whole. */
  OTHER
}
