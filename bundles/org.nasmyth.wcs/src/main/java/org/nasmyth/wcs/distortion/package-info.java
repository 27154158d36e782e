// SPDX-License-Identifier: Apache-2.0

/**
 * Maps of the plane to itself, by which real optics differ from a projection: SIP, TPV and those of
 * IRAF.
 */
@NullMarked
package org.nasmyth.wcs.distortion;

import org.jspecify.annotations.NullMarked;
