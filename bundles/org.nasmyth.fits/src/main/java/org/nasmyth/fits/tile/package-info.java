// SPDX-License-Identifier: Apache-2.0

/** Images that are compressed in tiles, which are the rows of a table, section 10.1. */
@Version("1.0.0")
@NullMarked
package org.nasmyth.fits.tile;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
