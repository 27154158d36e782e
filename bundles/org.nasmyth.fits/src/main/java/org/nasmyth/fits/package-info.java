// SPDX-License-Identifier: Apache-2.0

/**
 * FITS files as they are on disk: HDUs, headers as the 80-byte cards that they are made of, and
 * where the data lie. Nothing here parses a pixel.
 *
 * <p>References are to the FITS Standard 4.0.
 */
@Version("1.1.0")
@NullMarked
package org.nasmyth.fits;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
