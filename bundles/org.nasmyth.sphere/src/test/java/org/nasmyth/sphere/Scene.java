// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

/**
 * Things near each other on the sky, of comparable size.
 *
 * @param scale their typical size in degrees
 */
record Scene(
    double scale, Polygon polygon, Polygon other, Circle circle, Circle second, SkyPoint point) {}
