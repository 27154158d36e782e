// SPDX-License-Identifier: Apache-2.0

/**
 * Pieces of FITS files as files of their own: what leaves is what came in, byte for byte, except
 * for the cards that a cut has to change.
 */
@Version("1.0.0")
@NullMarked
package org.nasmyth.fits.cut;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
