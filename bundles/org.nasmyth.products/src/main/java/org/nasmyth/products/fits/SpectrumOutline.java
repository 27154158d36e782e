// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.fits;

/**
 * A spectrum reduced to what a small plot can show: the lowest and highest flux of each of some
 * stretches. What the file has no number for is not finite here.
 *
 * @param waves the spectral coordinate in the middle of each stretch
 * @param lows the lowest flux in it
 * @param highs the highest flux in it
 * @param wave what the spectral coordinates are
 * @param flux what the fluxes are
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; made, written and forgotten.
public record SpectrumOutline(
    double[] waves, double[] lows, double[] highs, Quantity wave, Quantity flux)
    implements SpectrumReading {

  /**
   * What numbers are.
   *
   * @param name such as Wavelength
   * @param unit as the file writes it where it tells one; empty if there is none
   */
  public record Quantity(String name, String unit) {}
}
