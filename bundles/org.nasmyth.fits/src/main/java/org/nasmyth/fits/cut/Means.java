// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

/**
 * How a cut is written.
 *
 * @param checksums which changed HDUs have sums
 * @param workshop what it works with
 */
record Means(Checksums checksums, Workshop workshop) {

  CutMemory memory() {
    return workshop.memory();
  }
}
