// SPDX-License-Identifier: Apache-2.0

/**
 * Maps between the native sphere and the plane, as FITS Paper II (Calabretta and Greisen 2002,
 * Astron. Astrophys. 395, 1077) and the HEALPix paper (Calabretta and Roukema 2007, MNRAS 381, 865)
 * define them.
 */
@NullMarked
package org.nasmyth.wcs.projection;

import org.jspecify.annotations.NullMarked;
