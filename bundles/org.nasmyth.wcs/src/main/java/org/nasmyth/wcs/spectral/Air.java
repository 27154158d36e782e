// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.spectral;

/**
 * Wavelengths in air: the index of refraction that Paper III's authors use in wcslib, after Cox,
 * Allen's Quantities.
 */
final class Air {
  private Air() {}

  /** The wavelength in vacuum of one in air, both in metres. */
  static double toVacuum(double air) {
    return air * index(1.0 / (air * air));
  }

  /** The wavelength in air of one in vacuum, both in metres. */
  static double fromVacuum(double vacuum) {
    double air = vacuum;
    for (int k = 0; k < 6; k++) {
      air = vacuum / index(1.0 / (air * air));
    }
    return air;
  }

  /** How fast the wavelength in vacuum grows with that in air. */
  static double slopeOfVacuum(double air) {
    double s = 1.0 / (air * air);
    double first = 0.41e14 - s;
    double second = 1.46e14 - s;
    return index(s) - 2.0 * s * (2.554e8 / (first * first) + 294.981e8 / (second * second));
  }

  private static double index(double s) {
    return 1.000064328 + 2.554e8 / (0.41e14 - s) + 294.981e8 / (1.46e14 - s);
  }
}
