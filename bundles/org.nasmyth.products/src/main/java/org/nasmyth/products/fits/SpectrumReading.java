// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.fits;

/** What {@link SpectrumReader} made of a file. */
public sealed interface SpectrumReading permits SpectrumOutline, SpectrumReading.Refused {

  /**
   * There is nothing to draw.
   *
   * @param reason why, a whole sentence for the user
   */
  record Refused(String reason) implements SpectrumReading {}
}
