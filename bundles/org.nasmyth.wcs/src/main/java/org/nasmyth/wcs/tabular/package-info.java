// SPDX-License-Identifier: Apache-2.0

/** Coordinates that are looked up in a table: the algorithm TAB of FITS Paper III, section 6. */
@NullMarked
package org.nasmyth.wcs.tabular;

import org.jspecify.annotations.NullMarked;
