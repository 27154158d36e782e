// SPDX-License-Identifier: Apache-2.0

/** Spherical geometry: points, circles, polygons and their sky coverings. */
@NullMarked
package org.nasmyth.sphere;

import org.jspecify.annotations.NullMarked;
