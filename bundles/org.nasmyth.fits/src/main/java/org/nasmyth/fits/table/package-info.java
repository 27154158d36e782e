// SPDX-License-Identifier: Apache-2.0

/** The columns of FITS tables and the values in them, for choosing rows and elements. */
@Version("1.1.0")
@NullMarked
package org.nasmyth.fits.table;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
