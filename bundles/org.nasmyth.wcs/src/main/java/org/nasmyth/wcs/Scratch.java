// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

/** Arrays that the conversion of one point overwrites; one conversion at a time may use them. */
final class Scratch {
  private final double[] work;
  private final double[] values;

  /**
   * Makes scratch.
   *
   * @param workLength how long {@link #work()} has to be
   * @param axes how long {@link #values()} has to be
   */
  Scratch(int workLength, int axes) {
    work = new double[workLength];
    values = new double[axes];
  }

  /** For anything. */
  double[] work() {
    return work;
  }

  /** One element per axis. */
  double[] values() {
    return values;
  }
}
