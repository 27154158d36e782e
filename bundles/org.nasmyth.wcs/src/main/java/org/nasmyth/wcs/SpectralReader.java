// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.wcs.spectral.GrismMap;
import org.nasmyth.wcs.spectral.NonLinearMap;
import org.nasmyth.wcs.spectral.Rest;
import org.nasmyth.wcs.spectral.SpectralMap;
import org.nasmyth.wcs.spectral.SpectralQuantity;

/** The rules by which CTYPE, RESTFRQ, SPECSYS and the rest tell spectral axes, Paper III. */
final class SpectralReader {
  private static final double LIGHT = 299792458.0;
  private static final Set<String> UNNAMED_SPECTRAL =
      Set.of("", "LINEAR", "LOGLIN", "LAMBDA", "WAVELENGTH", "SPECTRUM", "SPECTRAL", "FREQUENCY");

  private final CardReader cards;
  private final AxisType[] types;

  /**
   * Makes a reader.
   *
   * @param cards the description
   * @param types CTYPEi by axis; not changed
   */
  SpectralReader(CardReader cards, AxisType[] types) {
    this.cards = cards;
    this.types = types;
  }

  /** What CUNIT has to measure for a quantity; null if its values have no unit. */
  static CoordinateUnit.@Nullable Quantity unit(String quantity) {
    return switch (quantity) {
      case "FREQ" -> CoordinateUnit.Quantity.FREQUENCY;
      case "AFRQ" -> CoordinateUnit.Quantity.ANGULAR_FREQUENCY;
      case "ENER" -> CoordinateUnit.Quantity.ENERGY;
      case "WAVN" -> CoordinateUnit.Quantity.WAVENUMBER;
      case "WAVE", "AWAV" -> CoordinateUnit.Quantity.LENGTH;
      case "VRAD", "VOPT", "VELO" -> CoordinateUnit.Quantity.SPEED;
      default -> null;
    };
  }

  /**
   * Reads the algorithm of an axis.
   *
   * @param axis from 0
   * @param reference CRVALi in the SI unit
   * @return the algorithm
   */
  SpectralMap map(int axis, double reference) {
    String algorithm = types[axis].algorithm();
    SpectralQuantity quantity = SpectralQuantity.of(types[axis].quantity()).orElseThrow();
    Rest rest = rest();
    try {
      if (algorithm.equals("GRI") || algorithm.equals("GRA")) {
        return new GrismMap(
            quantity, algorithm.equals("GRA"), rest, reference, cards.parameters(axis + 1));
      }
      return NonLinearMap.of(quantity, algorithm, rest, reference)
          .orElseThrow(
              () ->
                  new WcsException(
                      cards.told("CTYPE", axis)
                          + " names the algorithm "
                          + algorithm
                          + ", which "
                          + quantity
                          + " does not have."));
    } catch (WcsException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new WcsException(cards.told("CTYPE", axis) + ": " + e.getMessage() + ".", e);
    }
  }

  private Rest rest() {
    for (String keyword : new String[] {cards.key("RESTWAV"), "RESTWAV"}) {
      double wavelength = cards.number(keyword, 0.0);
      if (wavelength > 0.0) {
        return new Rest(wavelength);
      }
    }
    for (String keyword :
        new String[] {cards.key("RESTFRQ"), cards.key("RESTFREQ"), "RESTFRQ", "RESTFREQ"}) {
      double frequency = cards.number(keyword, 0.0);
      if (frequency > 0.0) {
        return new Rest(LIGHT / frequency);
      }
    }
    return Rest.NONE;
  }

  /**
   * Finds the spectral axis.
   *
   * @param kinds what the axes measure
   * @return what its values mean, or empty if there is none
   */
  Optional<SpectralScale> scale(AxisKind[] kinds) {
    for (int i = 0; i < kinds.length; i++) {
      if (kinds[i] == AxisKind.SPECTRAL) {
        SpectralQuantity quantity = SpectralQuantity.of(types[i].quantity()).orElseThrow();
        return Optional.of(new SpectralScale(i, quantity, 1.0, false, rest(), spectralFrame(i)));
      }
    }
    for (int i = 0; i < kinds.length; i++) {
      if (kinds[i] == AxisKind.OTHER
          && UNNAMED_SPECTRAL.contains(types[i].text().toUpperCase(Locale.ROOT))) {
        Optional<SpectralScale> scale = unnamedScale(i);
        if (scale.isPresent()) {
          return scale;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The scale of an axis that is told only by its unit, or by the flag that IRAF's spectra have.
   */
  private Optional<SpectralScale> unnamedScale(int axis) {
    String text = cards.text(cards.key("CUNIT" + (axis + 1)));
    int flag = axis == 0 ? cards.whole("DC-FLAG").orElse(-1) : -1;
    Optional<CoordinateUnit> unit = text == null ? Optional.empty() : CoordinateUnit.of(text);
    if (unit.isEmpty() && flag >= 0) {
      unit = CoordinateUnit.of("Angstrom");
    }
    if (unit.isEmpty()) {
      return Optional.empty();
    }
    boolean wavelength =
        unit.get().quantity() == CoordinateUnit.Quantity.LENGTH && unit.get().factor() <= 1e-6;
    boolean frequency = unit.get().quantity() == CoordinateUnit.Quantity.FREQUENCY;
    if (!wavelength && !frequency) {
      return Optional.empty();
    }
    return Optional.of(
        new SpectralScale(
            axis,
            wavelength ? SpectralQuantity.WAVE : SpectralQuantity.FREQ,
            unit.get().factor(),
            flag == 1 || types[axis].text().equals("LOGLIN"),
            rest(),
            spectralFrame(axis)));
  }

  private SpectralAxis.Frame spectralFrame(int axis) {
    String specsys = cards.text(cards.key("SPECSYS"));
    String ssysobs = cards.text(cards.key("SSYSOBS"));
    String type = types[axis].text();
    if (specsys == null && type.length() == 8) {
      specsys =
          switch (type.substring(4)) {
            case "-LSR" -> "LSRK";
            case "-HEL" -> "BARYCENT";
            case "-OBS" -> "TOPOCENT";
            case "-GEO" -> "GEOCENTR";
            default -> null;
          };
    }
    return new SpectralAxis.Frame(
        specsys == null ? "" : specsys,
        ssysobs == null ? "" : ssysobs,
        cards.number(cards.key("VELOSYS"), Double.NaN));
  }
}
