// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.reduce;

/**
 * A file of a product: the science file itself or one that comes with it.
 *
 * @param archiveId its identifier; that of the product for the science file
 * @param internalId its key in phase3v2.provenance
 * @param category {@code SCIENCE.*} or {@code ANCILLARY.*}
 * @param name the name that its maker gave it
 * @param extension FITS, PNG, TAR or TXT
 * @param size kilobytes
 */
public record ProductFile(
    String archiveId, long internalId, String category, String name, String extension, long size) {}
