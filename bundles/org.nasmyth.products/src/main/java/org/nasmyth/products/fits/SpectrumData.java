// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.fits;

import java.io.IOException;
import org.nasmyth.products.fits.SpectrumOutline.Quantity;

/** A spectrum in an HDU, whose header was understood and whose numbers were not read yet. */
interface SpectrumData {

  /** How many elements it has, at least 2. */
  long elements();

  /** Whether the file says what the spectral coordinates are. */
  boolean calibrated();

  /** What the spectral coordinates are. */
  Quantity wave();

  /** What the fluxes are. */
  Quantity flux();

  /**
   * Reads all numbers.
   *
   * @param trace takes them
   * @throws org.nasmyth.fits.FitsException if the file is not what it says
   * @throws IOException if it cannot be read
   */
  void read(Trace trace) throws IOException;
}
