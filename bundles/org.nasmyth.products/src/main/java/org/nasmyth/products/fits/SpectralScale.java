// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.fits;

import org.nasmyth.products.fits.SpectrumOutline.Quantity;
import org.nasmyth.wcs.SpectralValues;

/**
 * How the SI units of a spectral axis are shown.
 *
 * @param quantity what is shown, with its unit
 * @param si how many SI units the unit is
 */
record SpectralScale(Quantity quantity, double si) {

  private static final double ELECTRONVOLT = 1.602176634e-19;

  /**
   * Chooses a unit: for wavelengths that of the header, for all others one in which the numbers are
   * short.
   *
   * @param name of the quantity, such as AWAV
   * @param unit CUNIT, empty if there is none
   * @param largest value in SI units
   */
  static SpectralScale of(String name, String unit, double largest) {
    return switch (name) {
      case "WAVE" -> wavelength("Wavelength", unit, largest);
      case "AWAV" -> wavelength("Wavelength in air", unit, largest);
      case "FREQ" -> {
        double si = largest >= 1e9 ? 1e9 : largest >= 1e6 ? 1e6 : 1;
        yield scale("Frequency", si == 1e9 ? "GHz" : si == 1e6 ? "MHz" : "Hz", si);
      }
      case "AFRQ" -> scale("Angular frequency", "rad/s", 1);
      case "ENER" ->
          largest >= 100 * ELECTRONVOLT
              ? scale("Energy", "keV", 1e3 * ELECTRONVOLT)
              : scale("Energy", "eV", ELECTRONVOLT);
      case "WAVN" -> scale("Wavenumber", "1/cm", 100);
      case "VRAD" -> scale("Radio velocity", "km/s", 1e3);
      case "VOPT" -> scale("Optical velocity", "km/s", 1e3);
      case "VELO" -> scale("Velocity", "km/s", 1e3);
      case "ZOPT" -> scale("Redshift", "", 1);
      default -> scale("Velocity over that of light", "", 1);
    };
  }

  private static SpectralScale wavelength(String name, String unit, double largest) {
    double told =
        SpectralValues.of(unit, false)
            .filter(SpectralValues::wavelengths)
            .map(SpectralValues::factor)
            .orElse(1.0);
    if (told != 1) {
      return scale(name, unit.strip(), told);
    }
    double si = largest >= 1e-3 ? 1e-3 : largest >= 1e-5 ? 1e-6 : 1e-9;
    return scale(name, si == 1e-9 ? "nm" : si == 1e-6 ? "µm" : "mm", si);
  }

  private static SpectralScale scale(String name, String unit, double si) {
    return new SpectralScale(new Quantity(name, unit), si);
  }
}
