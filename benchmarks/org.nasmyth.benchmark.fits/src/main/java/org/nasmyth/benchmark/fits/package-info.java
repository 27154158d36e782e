// SPDX-License-Identifier: Apache-2.0

/** Cuts out of large FITS files, against plain copies of the same bytes and against cfitsio. */
@NullMarked
package org.nasmyth.benchmark.fits;

import org.jspecify.annotations.NullMarked;
