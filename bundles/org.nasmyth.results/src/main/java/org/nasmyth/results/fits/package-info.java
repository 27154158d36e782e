// SPDX-License-Identifier: Apache-2.0

/** FITS binary tables. */
@NullMarked
package org.nasmyth.results.fits;

import org.jspecify.annotations.NullMarked;
