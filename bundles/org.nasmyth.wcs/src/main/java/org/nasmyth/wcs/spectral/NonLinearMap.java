// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.spectral;

import java.util.Optional;

/**
 * The algorithms X2P: an axis of equal steps in one variable that is labelled by another, Paper III
 * section 3.
 */
public final class NonLinearMap implements SpectralMap {
  private final SpectralQuantity quantity;
  private final SpectralVariable linear;
  private final Rest rest;
  private final double start;
  private final double slope;

  private NonLinearMap(
      SpectralQuantity quantity, SpectralVariable linear, Rest rest, double reference) {
    this.quantity = quantity;
    this.linear = linear;
    this.rest = rest;
    double wavelength = quantity.toWavelength(reference, rest);
    start = linear.fromWavelength(wavelength, rest);
    double variable = quantity.toVariable(reference, rest);
    slope =
        quantity.slopeOfVariable(rest)
            * quantity.variable().slopeOfWavelength(variable, rest)
            / linear.slopeOfWavelength(start, rest);
  }

  /**
   * Makes the map of an algorithm.
   *
   * @param quantity what the axis counts
   * @param algorithm the last three letters of CTYPE, for example F2W
   * @param rest the line
   * @param reference world coordinate at the point of reference
   * @return the map; empty if this is no such algorithm or not one of this quantity
   * @throws IllegalArgumentException if a velocity is involved and the line is not known
   */
  public static Optional<SpectralMap> of(
      SpectralQuantity quantity, String algorithm, Rest rest, double reference) {
    if (algorithm.length() != 3 || algorithm.charAt(1) != '2') {
      return Optional.empty();
    }
    Optional<SpectralVariable> linear = SpectralVariable.of(algorithm.charAt(0));
    Optional<SpectralVariable> label = SpectralVariable.of(algorithm.charAt(2));
    if (linear.isEmpty() || !label.equals(Optional.of(quantity.variable()))) {
      return Optional.empty();
    }
    if ((quantity.needsRest() || linear.get() == SpectralVariable.V) && !rest.known()) {
      throw new IllegalArgumentException(
          "neither RESTFRQ nor RESTWAV says which line the velocities refer to");
    }
    return Optional.of(new NonLinearMap(quantity, linear.get(), rest, reference));
  }

  @Override
  public double toWorld(double offset) {
    return quantity.fromWavelength(linear.toWavelength(start + slope * offset, rest), rest);
  }

  @Override
  public double toOffset(double world) {
    return (linear.fromWavelength(quantity.toWavelength(world, rest), rest) - start) / slope;
  }
}
