// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.spectral;

/**
 * The algorithms GRI and GRA: a grating, a prism or both in vacuum or in air, Paper III section 5.
 */
public final class GrismMap implements SpectralMap {
  /** How many parameters PVi_m there are, from m = 0. */
  public static final int PARAMETERS = 7;

  private final SpectralQuantity quantity;
  private final SpectralVariable medium;
  private final Rest rest;
  private final double refraction;
  private final double grating;
  private final double referenceAngle;
  private final double startTangent;
  private final double slope;

  /**
   * Makes the map.
   *
   * @param quantity what the axis counts
   * @param inAir whether the grism works on wavelengths in air
   * @param rest the line
   * @param reference world coordinate at the point of reference
   * @param pv the parameters by m: ruling density (1/m), order, angle of incidence (degrees), index
   *     of refraction, its slope (1/m), angles epsilon and theta (degrees); NaN where not given
   * @throws IllegalArgumentException if a velocity is involved and the line is not known, or the
   *     parameters describe no grism
   */
  public GrismMap(
      SpectralQuantity quantity, boolean inAir, Rest rest, double reference, double[] pv) {
    if (quantity.needsRest() && !rest.known()) {
      throw new IllegalArgumentException(
          "neither RESTFRQ nor RESTWAV says which line the velocities refer to");
    }
    this.quantity = quantity;
    this.rest = rest;
    medium = inAir ? SpectralVariable.A : SpectralVariable.W;
    double density = given(pv, 0, 0.0);
    double order = given(pv, 1, 0.0);
    double incidence = Math.toRadians(given(pv, 2, 0.0));
    double index = given(pv, 3, 1.0);
    double indexSlope = given(pv, 4, 0.0);
    double epsilon = Math.toRadians(given(pv, 5, 0.0));
    double theta = Math.toRadians(given(pv, 6, 0.0));

    double vacuum = quantity.toWavelength(reference, rest);
    double wavelength = medium.fromWavelength(vacuum, rest);
    double ruled = density * order / Math.cos(epsilon);
    double sine = ruled * wavelength - index * Math.sin(incidence);
    if (!(Math.abs(sine) < 1.0)) {
      throw new IllegalArgumentException(
          "the grism sends no light of the reference wavelength to any angle");
    }
    double exit = Math.asin(sine);
    grating = ruled - indexSlope * Math.sin(incidence);
    if (grating == 0.0) {
      throw new IllegalArgumentException(
          "the grism does not disperse: PVi_0, PVi_1 or PVi_2 and PVi_4 are wanted");
    }
    refraction = (index - indexSlope * wavelength) * Math.sin(incidence);
    referenceAngle = exit + theta;
    startTangent = -Math.tan(theta);
    double byWavelength = grating / Math.cos(exit) / (Math.cos(theta) * Math.cos(theta));
    double variable = quantity.toVariable(reference, rest);
    slope =
        byWavelength
            * quantity.slopeOfVariable(rest)
            * quantity.variable().slopeOfWavelength(variable, rest)
            / medium.slopeOfWavelength(wavelength, rest);
  }

  private static double given(double[] pv, int m, double otherwise) {
    return m < pv.length && !Double.isNaN(pv[m]) ? pv[m] : otherwise;
  }

  @Override
  public double toWorld(double offset) {
    double angle = Math.atan(startTangent + slope * offset) + referenceAngle;
    double wavelength = (refraction + Math.sin(angle)) / grating;
    return quantity.fromWavelength(medium.toWavelength(wavelength, rest), rest);
  }

  @Override
  public double toOffset(double world) {
    double wavelength = medium.fromWavelength(quantity.toWavelength(world, rest), rest);
    double angle = Math.asin(wavelength * grating - refraction);
    return (Math.tan(angle - referenceAngle) - startTangent) / slope;
  }
}
