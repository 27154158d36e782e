// SPDX-License-Identifier: Apache-2.0

/**
 * World coordinates of FITS images, cubes and spectra: pixels to world coordinates and back, for
 * any number of axes, as FITS Papers I to IV and the conventions SIP, TPV, TNX and ZPX define them.
 * The pixels that a region needs are found by {@link org.nasmyth.wcs.region}.
 */
@Version("1.1.0")
@NullMarked
package org.nasmyth.wcs;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
