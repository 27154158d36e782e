// SPDX-License-Identifier: Apache-2.0

/**
 * Which pixels of an image a region of the sky needs, and which part of the sky an image shows.
 *
 * <p>A pixel is the area of one unit about its number; it is needed when any point of that area
 * lies in the region, whose border belongs to it. Regions are in ICRS.
 */
@Version("1.0.0")
@NullMarked
package org.nasmyth.wcs.region;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
