// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.spectral;

import static org.nasmyth.wcs.spectral.SpectralVariable.LIGHT;

import java.util.Optional;

/** What a spectral axis counts, by the first four letters of CTYPE; values are in SI units. */
public enum SpectralQuantity {
  /** Frequency, Hz. */
  FREQ(SpectralVariable.F, "Hz", false),
  /** Angular frequency, rad/s. */
  AFRQ(SpectralVariable.F, "rad/s", false),
  /** Energy of a photon, J. */
  ENER(SpectralVariable.F, "J", false),
  /** Wavenumber, 1/m. */
  WAVN(SpectralVariable.F, "/m", false),
  /** Radio velocity, m/s. */
  VRAD(SpectralVariable.F, "m/s", true),
  /** Wavelength in vacuum, m. */
  WAVE(SpectralVariable.W, "m", false),
  /** Optical velocity, m/s. */
  VOPT(SpectralVariable.W, "m/s", true),
  /** Redshift. */
  ZOPT(SpectralVariable.W, "", true),
  /** Wavelength in air, m. */
  AWAV(SpectralVariable.A, "m", false),
  /** Apparent radial velocity, m/s. */
  VELO(SpectralVariable.V, "m/s", true),
  /** Apparent radial velocity over that of light. */
  BETA(SpectralVariable.V, "", true);

  /** Planck's constant, J s. */
  private static final double PLANCK = 6.62607015e-34;

  private final SpectralVariable variable;
  private final String unit;
  private final boolean needsRest;

  SpectralQuantity(SpectralVariable variable, String unit, boolean needsRest) {
    this.variable = variable;
    this.unit = unit;
    this.needsRest = needsRest;
  }

  /**
   * Finds a quantity.
   *
   * @param name four letters
   * @return the quantity, or empty if there is none of this name
   */
  public static Optional<SpectralQuantity> of(String name) {
    for (SpectralQuantity quantity : values()) {
      if (quantity.name().equals(name)) {
        return Optional.of(quantity);
      }
    }
    return Optional.empty();
  }

  /** The SI unit of its values as FITS writes it; empty if they have none. */
  public String unit() {
    return unit;
  }

  /** Whether a wavelength can be told only with a line's rest frequency or wavelength. */
  public boolean needsRest() {
    return needsRest;
  }

  /** The variable that this quantity is a linear function of. */
  SpectralVariable variable() {
    return variable;
  }

  /** This quantity's value for one of its variable. */
  double fromVariable(double value, Rest rest) {
    return switch (this) {
      case FREQ, WAVE, AWAV, VELO -> value;
      case AFRQ -> 2.0 * Math.PI * value;
      case ENER -> PLANCK * value;
      case WAVN -> value / LIGHT;
      case VRAD -> LIGHT * (1.0 - value * rest.wavelength() / LIGHT);
      case VOPT -> LIGHT * (value / rest.wavelength() - 1.0);
      case ZOPT -> value / rest.wavelength() - 1.0;
      case BETA -> value / LIGHT;
    };
  }

  /** The value of its variable for one of this quantity. */
  double toVariable(double value, Rest rest) {
    return switch (this) {
      case FREQ, WAVE, AWAV, VELO -> value;
      case AFRQ -> value / (2.0 * Math.PI);
      case ENER -> value / PLANCK;
      case WAVN -> value * LIGHT;
      case VRAD -> LIGHT / rest.wavelength() * (1.0 - value / LIGHT);
      case VOPT -> rest.wavelength() * (1.0 + value / LIGHT);
      case ZOPT -> rest.wavelength() * (1.0 + value);
      case BETA -> value * LIGHT;
    };
  }

  /** How fast its variable grows with this quantity: a constant. */
  double slopeOfVariable(Rest rest) {
    return switch (this) {
      case FREQ, WAVE, AWAV, VELO -> 1.0;
      case AFRQ -> 1.0 / (2.0 * Math.PI);
      case ENER -> 1.0 / PLANCK;
      case WAVN, BETA -> LIGHT;
      case VRAD -> -1.0 / rest.wavelength();
      case VOPT -> rest.wavelength() / LIGHT;
      case ZOPT -> rest.wavelength();
    };
  }

  /**
   * The wavelength in vacuum.
   *
   * @param value of this quantity, in its SI unit
   * @param rest the line; it has to be known if {@link #needsRest()}
   * @return metres
   */
  public double toWavelength(double value, Rest rest) {
    return variable.toWavelength(toVariable(value, rest), rest);
  }

  /**
   * The value for a wavelength in vacuum.
   *
   * @param wavelength metres
   * @param rest the line; it has to be known if {@link #needsRest()}
   * @return the value in its SI unit
   */
  public double fromWavelength(double wavelength, Rest rest) {
    return fromVariable(variable.fromWavelength(wavelength, rest), rest);
  }
}
