// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

/**
 * What the values of a time axis mean.
 *
 * @param axis world axis, from 0
 * @param scaleName the scale as the header calls it
 * @param wholeDays whole days of the reference time, modified Julian date in that scale
 * @param fraction the rest of the reference time, days
 */
record TimeReference(int axis, String scaleName, double wholeDays, double fraction) {}
