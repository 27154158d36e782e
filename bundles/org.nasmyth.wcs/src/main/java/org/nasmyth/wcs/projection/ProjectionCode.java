// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

import java.util.Optional;
import java.util.function.Function;

/** The projections by the three letters that end a CTYPE. */
public enum ProjectionCode {
  /** Zenithal perspective. */
  AZP(Perspective::new),
  /** Slant zenithal perspective. */
  SZP(SlantPerspective::new),
  /** Gnomonic. */
  TAN(p -> new Gnomonic()),
  /** Stereographic. */
  STG(p -> new Stereographic()),
  /** Orthographic and its slant form, the synthesis projection. */
  SIN(Orthographic::new),
  /** Zenithal equidistant. */
  ARC(p -> new ZenithalEquidistant()),
  /** Zenithal polynomial. */
  ZPN(ZenithalPolynomial::new),
  /** Zenithal equal area. */
  ZEA(p -> new ZenithalEqualArea()),
  /** Airy. */
  AIR(Airy::new),
  /** Cylindrical perspective. */
  CYP(CylindricalPerspective::new),
  /** Cylindrical equal area. */
  CEA(CylindricalEqualArea::new),
  /** Plate carree. */
  CAR(p -> new PlateCarree()),
  /** Mercator. */
  MER(p -> new Mercator()),
  /** Sanson-Flamsteed. */
  SFL(p -> new SansonFlamsteed()),
  /** Parabolic. */
  PAR(p -> new Parabolic()),
  /** Mollweide. */
  MOL(p -> new Mollweide()),
  /** Hammer-Aitoff. */
  AIT(p -> new HammerAitoff()),
  /** Conic perspective. */
  COP(ConicPerspective::new),
  /** Conic equal area. */
  COE(ConicEqualArea::new),
  /** Conic equidistant. */
  COD(ConicEquidistant::new),
  /** Conic orthomorphic. */
  COO(ConicOrthomorphic::new),
  /** Bonne's. */
  BON(Bonne::of),
  /** Polyconic. */
  PCO(p -> new Polyconic()),
  /** Tangential spherical cube. */
  TSC(p -> new TangentialCube()),
  /** COBE quadrilateralised spherical cube. */
  CSC(p -> new CobeCube()),
  /** Quadrilateralised spherical cube. */
  QSC(p -> new QuadrilateralizedCube()),
  /** HEALPix. */
  HPX(HealPix::new),
  /** Polar HEALPix, the butterfly. */
  XPH(p -> new HealPixPolar());

  private final Function<Parameters, Projection> maker;

  ProjectionCode(Function<Parameters, Projection> maker) {
    this.maker = maker;
  }

  /**
   * Finds a projection.
   *
   * @param letters as CTYPE ends, in capitals
   * @return the code, or empty if no projection is named so
   */
  public static Optional<ProjectionCode> of(String letters) {
    for (ProjectionCode code : values()) {
      if (code.name().equals(letters)) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }

  /**
   * Makes the projection.
   *
   * @param parameters those of the latitude axis
   * @return the projection
   * @throws IllegalArgumentException if a parameter is missing or not allowed; the message names it
   */
  public Projection projection(Parameters parameters) {
    return maker.apply(parameters);
  }
}
