// SPDX-License-Identifier: Apache-2.0

/** Pieces of FITS files: what is wanted on the sky and in wavelength becomes pixels and rows. */
@NullMarked
package org.nasmyth.cutout.fits;

import org.jspecify.annotations.NullMarked;
