// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nasmyth.wcs.distortion.PlaneMap;
import org.nasmyth.wcs.distortion.TpvDistortion;
import org.nasmyth.wcs.projection.Parameters;
import org.nasmyth.wcs.projection.Projection;
import org.nasmyth.wcs.projection.ProjectionCode;

/**
 * The rules by which CTYPE, CRVAL, PV, LONPOLE and LATPOLE tell a pair of celestial axes, Paper II
 * section 2.
 */
final class CelestialReader {
  private final CardReader cards;
  private final DistortionReader distortions;
  private final AxisType type;
  private final double[] references;

  /**
   * Makes a reader.
   *
   * @param cards the description
   * @param distortions of the same description
   * @param type of the longitude axis
   * @param references CRVALi by axis in degrees; not changed
   */
  CelestialReader(
      CardReader cards, DistortionReader distortions, AxisType type, double[] references) {
    this.cards = cards;
    this.distortions = distortions;
    this.type = type;
    this.references = references;
  }

  /**
   * Reads a pair.
   *
   * @param longitude the axis of longitude, from 0
   * @param latitude the axis of latitude, from 0
   * @param hasSip whether polynomials of SIP count, with which TAN has none of SCAMP's
   * @return the pair
   */
  CelestialAxes read(int longitude, int latitude, boolean hasSip) {
    double[] lngPv = cards.parameters(longitude + 1);
    double[] latPv = cards.parameters(latitude + 1);
    String code = type.algorithm();
    @Nullable PlaneMap distortion = null;
    switch (code) {
      case "TAN" -> {
        // SCAMP writes TPV under the name of TAN, which itself has no parameters of the latitude
        // axis.
        if (latPv.length > 0 || lngPv.length > 5) {
          distortion = hasSip ? null : tpv(lngPv, latPv);
          lngPv = new double[0];
        }
      }
      case "TPV" -> {
        distortion = tpv(lngPv, latPv);
        lngPv = new double[0];
        code = "TAN";
      }
      case "TNX" -> {
        distortion = distortions.iraf(longitude + 1, latitude + 1);
        code = "TAN";
      }
      case "ZPX" -> {
        distortion = distortions.iraf(longitude + 1, latitude + 1);
        latPv = distortions.projectionParameters(latitude + 1);
        if (Arrays.stream(latPv).allMatch(Double::isNaN)) {
          latPv = distortions.projectionParameters(longitude + 1);
        }
        code = "ZPN";
      }
      case "ZPN" -> {
        if (latPv.length == 0) {
          latPv = oldParameters();
        }
      }
      case "GLS" -> {
        // AIPS measures x and y of this projection from the point of reference itself, not from the
        // equator.
        lngPv = new double[] {1.0, 0.0, references[latitude]};
        code = "SFL";
      }
      case "NCP" -> {
        double declination = references[latitude];
        if (declination == 0.0) {
          throw new WcsException(
              cards.told("CTYPE", latitude)
                  + " cannot show the equator, where "
                  + cards.told("CRVAL", latitude)
                  + " lies.");
        }
        latPv = new double[] {Double.NaN, 0.0, 1.0 / Math.tan(Math.toRadians(declination))};
        code = "SIN";
      }
      default -> {}
    }
    String wanted = code;
    ProjectionCode projectionCode =
        ProjectionCode.of(code)
            .orElseThrow(
                () ->
                    new WcsException(
                        cards.told("CTYPE", longitude)
                            + " names the unknown projection "
                            + wanted
                            + "."));
    try {
      Projection projection = projectionCode.projection(new Parameters(latitude + 1, latPv));
      double phi = get(lngPv, 1, 0.0);
      double theta = get(lngPv, 2, projection.referenceLatitude());
      if (get(lngPv, 0, 0.0) != 0.0) {
        projection = projection.centredAt(phi, theta);
      }
      double lonpole =
          get(
              lngPv,
              3,
              cards.number(cards.key("LONPOLE"), references[latitude] < theta ? phi + 180.0 : phi));
      double latpole = get(lngPv, 4, cards.number(cards.key("LATPOLE"), 90.0));
      if (Math.abs(references[latitude]) > 90.0) {
        throw new WcsException(cards.told("CRVAL", latitude) + " is beyond the pole.");
      }
      NativeRotation rotation =
          new NativeRotation(
              references[longitude], references[latitude], phi, theta, lonpole, latpole);
      return new CelestialAxes(longitude, latitude, distortion, projection, rotation);
    } catch (WcsException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new WcsException(cards.told("CTYPE", longitude) + ": " + e.getMessage() + ".", e);
    }
  }

  private static double get(double[] pv, int m, double otherwise) {
    return m < pv.length && !Double.isNaN(pv[m]) ? pv[m] : otherwise;
  }

  private static PlaneMap tpv(double[] lngPv, double[] latPv) {
    return new TpvDistortion(
        Arrays.copyOf(lngPv, Math.min(lngPv.length, TpvDistortion.TERMS)),
        Arrays.copyOf(latPv, Math.min(latPv.length, TpvDistortion.TERMS)));
  }

  /** The parameters PROJPm, which PVi_m replaced. */
  private double[] oldParameters() {
    double[] found = new double[10];
    for (int m = 0; m < found.length; m++) {
      found[m] = cards.number("PROJP" + m, Double.NaN);
    }
    return found;
  }
}
