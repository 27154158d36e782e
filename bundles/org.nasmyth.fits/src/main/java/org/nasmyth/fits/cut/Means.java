// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

/**
 * How a cut is written.
 *
 * @param checksums which changed HDUs have sums
 * @param memory what it works with
 */
record Means(Checksums checksums, CutMemory memory) {}
