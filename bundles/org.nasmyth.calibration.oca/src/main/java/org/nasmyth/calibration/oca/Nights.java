// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

/**
 * When nights begin and end.
 *
 * @param noon the hour of the day in UTC at which one ends and the next one begins
 */
record Nights(double noon) {

  /** The number of a moment's night. */
  long of(double mjd) {
    return (long) Math.floor(mjd - noon / 24);
  }

  /** Of some moments all their nights. */
  Ranges whole(Ranges moments) {
    return moments.widened(
        low -> Double.isInfinite(low) ? low : of(low) + noon / 24 - SLACK,
        high -> Double.isInfinite(high) ? high : of(high) + 1 + noon / 24 + SLACK);
  }

  /** A second: what lies on the border is not lost by rounding. */
  private static final double SLACK = 1 / 86_400.0;
}
