// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.util.Optional;
import org.nasmyth.wcs.spectral.Rest;
import org.nasmyth.wcs.spectral.SpectralQuantity;

/**
 * Spectral coordinates that are written out one by one, as in a column of a table. Immutable.
 *
 * @see SpectralAxis for those that pixels imply
 */
public final class SpectralValues {

  private final SpectralQuantity quantity;
  private final double factor;

  private SpectralValues(SpectralQuantity quantity, double factor) {
    this.quantity = quantity;
    this.factor = factor;
  }

  /**
   * Tells what values mean by their unit: lengths are wavelengths, and there are frequencies,
   * energies and wavenumbers.
   *
   * @param unit as TUNIT has it
   * @param inAir whether wavelengths are those in air
   * @return empty if the unit is none of spectra
   */
  public static Optional<SpectralValues> of(String unit, boolean inAir) {
    return CoordinateUnit.of(unit.strip())
        .flatMap(
            found ->
                quantity(found.quantity(), inAir)
                    .map(quantity -> new SpectralValues(quantity, found.factor())));
  }

  private static Optional<SpectralQuantity> quantity(
      CoordinateUnit.Quantity measured, boolean inAir) {
    return switch (measured) {
      case LENGTH -> Optional.of(inAir ? SpectralQuantity.AWAV : SpectralQuantity.WAVE);
      case FREQUENCY -> Optional.of(SpectralQuantity.FREQ);
      case ENERGY -> Optional.of(SpectralQuantity.ENER);
      case WAVENUMBER -> Optional.of(SpectralQuantity.WAVN);
      default -> Optional.empty();
    };
  }

  /** Whether the values are wavelengths, in air or in vacuum. */
  public boolean wavelengths() {
    return quantity == SpectralQuantity.WAVE || quantity == SpectralQuantity.AWAV;
  }

  /** How many SI units of their quantity the unit of the values is. */
  public double factor() {
    return factor;
  }

  /**
   * The wavelength of a value.
   *
   * @param value in the unit
   * @return wavelength in vacuum, metres
   */
  public double wavelength(double value) {
    return quantity.toWavelength(value * factor, Rest.NONE);
  }
}
