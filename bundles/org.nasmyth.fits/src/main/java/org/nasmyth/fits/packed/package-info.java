// SPDX-License-Identifier: Apache-2.0

/** FITS files that a compressor of whole files has packed, as observatories keep raw frames. */
@Version("1.1.0")
@NullMarked
package org.nasmyth.fits.packed;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
