// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.spectral;

/**
 * The algorithm LOG: equal steps of the logarithm, Paper III section 3.2.
 *
 * @param reference world coordinate at the point of reference, not 0
 */
public record LogarithmicMap(double reference) implements SpectralMap {
  @Override
  public double toWorld(double offset) {
    return reference * Math.exp(offset / reference);
  }

  @Override
  public double toOffset(double world) {
    double ratio = world / reference;
    return ratio > 0.0 ? reference * Math.log(ratio) : Double.NaN;
  }
}
