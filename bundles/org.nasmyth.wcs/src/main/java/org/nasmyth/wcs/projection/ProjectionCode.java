// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

import java.util.Optional;

/** The projections by the three letters that end a CTYPE. */
public enum ProjectionCode {
  /** Zenithal perspective. */
  AZP,
  /** Slant zenithal perspective. */
  SZP,
  /** Gnomonic. */
  TAN,
  /** Stereographic. */
  STG,
  /** Orthographic and its slant form, the synthesis projection. */
  SIN,
  /** Zenithal equidistant. */
  ARC,
  /** Zenithal polynomial. */
  ZPN,
  /** Zenithal equal area. */
  ZEA,
  /** Airy. */
  AIR,
  /** Cylindrical perspective. */
  CYP,
  /** Cylindrical equal area. */
  CEA,
  /** Plate carree. */
  CAR,
  /** Mercator. */
  MER,
  /** Sanson-Flamsteed. */
  SFL,
  /** Parabolic. */
  PAR,
  /** Mollweide. */
  MOL,
  /** Hammer-Aitoff. */
  AIT,
  /** Conic perspective. */
  COP,
  /** Conic equal area. */
  COE,
  /** Conic equidistant. */
  COD,
  /** Conic orthomorphic. */
  COO,
  /** Bonne's. */
  BON,
  /** Polyconic. */
  PCO,
  /** Tangential spherical cube. */
  TSC,
  /** COBE quadrilateralised spherical cube. */
  CSC,
  /** Quadrilateralised spherical cube. */
  QSC,
  /** HEALPix. */
  HPX,
  /** Polar HEALPix, the butterfly. */
  XPH;

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
    return switch (this) {
      case AZP -> new Perspective(parameters);
      case SZP -> new SlantPerspective(parameters);
      case TAN -> new Gnomonic();
      case STG -> new Stereographic();
      case SIN -> new Orthographic(parameters);
      case ARC -> new ZenithalEquidistant();
      case ZPN -> new ZenithalPolynomial(parameters);
      case ZEA -> new ZenithalEqualArea();
      case AIR -> new Airy(parameters);
      case CYP -> new CylindricalPerspective(parameters);
      case CEA -> new CylindricalEqualArea(parameters);
      case CAR -> new PlateCarree();
      case MER -> new Mercator();
      case SFL -> new SansonFlamsteed();
      case PAR -> new Parabolic();
      case MOL -> new Mollweide();
      case AIT -> new HammerAitoff();
      case COP -> new ConicPerspective(parameters);
      case COE -> new ConicEqualArea(parameters);
      case COD -> new ConicEquidistant(parameters);
      case COO -> new ConicOrthomorphic(parameters);
      case BON -> Bonne.of(parameters);
      case PCO -> new Polyconic();
      case TSC -> new TangentialCube();
      case CSC -> new CobeCube();
      case QSC -> new QuadrilateralizedCube();
      case HPX -> new HealPix(parameters);
      case XPH -> new HealPixPolar();
    };
  }
}
