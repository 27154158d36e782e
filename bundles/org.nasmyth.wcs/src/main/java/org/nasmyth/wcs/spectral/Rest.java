// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.spectral;

/**
 * The line that velocities refer to.
 *
 * @param wavelength in vacuum, metres; NaN if the header names no line
 */
public record Rest(double wavelength) {
  /** No line. */
  public static final Rest NONE = new Rest(Double.NaN);

  /** Whether there is a line. */
  public boolean known() {
    return !Double.isNaN(wavelength);
  }
}
