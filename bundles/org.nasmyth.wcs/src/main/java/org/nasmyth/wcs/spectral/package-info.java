// SPDX-License-Identifier: Apache-2.0

/**
 * Spectral quantities and axes, as FITS Paper III (Greisen et al. 2006, Astron. Astrophys. 446,
 * 747) defines them.
 */
@NullMarked
package org.nasmyth.wcs.spectral;

import org.jspecify.annotations.NullMarked;
