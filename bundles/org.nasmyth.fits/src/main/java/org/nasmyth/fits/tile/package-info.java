// SPDX-License-Identifier: Apache-2.0

/** Images that are compressed tile by tile in a binary table, section 10.1. */
@NullMarked
package org.nasmyth.fits.tile;

import org.jspecify.annotations.NullMarked;
