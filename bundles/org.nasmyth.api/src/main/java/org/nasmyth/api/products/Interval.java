// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.products;

/**
 * Numbers from one to another, both included; infinite for an open end (DALI 1.1, section 3.3.4).
 *
 * @param low the lower end; not NaN
 * @param high the upper end; not NaN and not below the lower one
 */
public record Interval(double low, double high) {

  /** Checks the order. */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "An interval goes from the lower to the higher number, got " + low + " to " + high + ".");
    }
  }

  /** Whether the two have a number in common. */
  public boolean meets(Interval other) {
    return low <= other.high && other.low <= high;
  }
}
