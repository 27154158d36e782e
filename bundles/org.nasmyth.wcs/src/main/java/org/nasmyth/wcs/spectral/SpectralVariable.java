// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.spectral;

import java.util.Arrays;
import java.util.Optional;

/**
 * The four variables between which Paper III defines its non-linear algorithms, by the letter that
 * CTYPE uses.
 */
enum SpectralVariable {
  /** Frequency, Hz. */
  F,
  /** Wavelength in vacuum, m. */
  W,
  /** Wavelength in air, m. */
  A,
  /** Apparent radial velocity, m/s. */
  V;

  /** The speed of light, m/s. */
  static final double LIGHT = 299792458.0;

  /** The variable of a letter; empty if there is none. */
  static Optional<SpectralVariable> of(char letter) {
    return Arrays.stream(values())
        .filter(variable -> variable.name().charAt(0) == letter)
        .findFirst();
  }

  /** The value of this variable for a wavelength in vacuum. */
  double fromWavelength(double wavelength, Rest rest) {
    return switch (this) {
      case F -> LIGHT / wavelength;
      case W -> wavelength;
      case A -> Air.fromVacuum(wavelength);
      case V -> {
        double q = wavelength / rest.wavelength();
        // (q^2 - 1) / (q^2 + 1), by factors since velocities are small
        yield LIGHT * ((q - 1.0) * (q + 1.0)) / (q * q + 1.0);
      }
    };
  }

  /** The wavelength in vacuum for a value of this variable. */
  double toWavelength(double value, Rest rest) {
    return switch (this) {
      case F -> LIGHT / value;
      case W -> value;
      case A -> Air.toVacuum(value);
      case V -> rest.wavelength() * Math.sqrt((LIGHT + value) / (LIGHT - value));
    };
  }

  /** How fast the wavelength in vacuum grows with this variable. */
  double slopeOfWavelength(double value, Rest rest) {
    return switch (this) {
      case F -> -LIGHT / (value * value);
      case W -> 1.0;
      case A -> Air.slopeOfVacuum(value);
      case V -> toWavelength(value, rest) * LIGHT / ((LIGHT - value) * (LIGHT + value));
    };
  }
}
