// SPDX-License-Identifier: Apache-2.0
/**
 * Regions of the celestial sphere: what they contain, where they meet, how large they are, how they
 * are written down and which index cells they cover.
 *
 * <p>Everything here is plain Java, immutable and safe to share between threads. Angles are degrees
 * and areas square degrees unless a name says otherwise. Coordinates are longitude and latitude of
 * one spherical frame; two regions that are compared must be in the same frame, see {@link
 * org.nasmyth.sphere.Frame}.
 */
@NullMarked
@Version("1.0.0")
package org.nasmyth.sphere;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
