// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.products.Interval;

/** Recognises wavelengths that were not given in metres. */
final class UnitHint {

  private record Unit(String name, double metres) {}

  private static final List<Unit> UNITS =
      List.of(new Unit("Ångström", 1e-10), new Unit("nanometres", 1e-9), new Unit("µm", 1e-6));

  private static final double LIGHT = 299_792_458;
  private static final List<Unit> FREQUENCIES =
      List.of(new Unit("Hz", 1), new Unit("MHz", 1e6), new Unit("GHz", 1e9));

  private UnitHint() {}

  /**
   * What to write instead of a BAND that misses a product.
   *
   * @param covered the wavelengths of the product; null where unknown
   * @return empty if no other unit makes sense of it
   */
  static Optional<String> of(@Nullable Interval band, @Nullable Interval covered) {
    if (band == null || covered == null || band.meets(covered) || !(band.low() > 0)) {
      return Optional.empty();
    }
    for (Unit unit : UNITS) {
      Interval metres = new Interval(band.low() * unit.metres(), band.high() * unit.metres());
      if (metres.meets(covered)) {
        return Optional.of(sentence(band, unit, metres, covered));
      }
    }
    for (Unit unit : FREQUENCIES) {
      Interval metres =
          new Interval(LIGHT / (band.high() * unit.metres()), LIGHT / (band.low() * unit.metres()));
      if (metres.meets(covered)) {
        return Optional.of(sentence(band, unit, metres, covered));
      }
    }
    return Optional.empty();
  }

  private static String sentence(Interval band, Unit unit, Interval metres, Interval covered) {
    return "BAND is a wavelength in metres; "
        + band.low()
        + " "
        + band.high()
        + " looks like "
        + unit.name()
        + ". Write BAND="
        + rounded(metres.low())
        + " "
        + rounded(metres.high())
        + "; the dataset covers "
        + covered.low()
        + " to "
        + covered.high()
        + " m.";
  }

  private static double rounded(double metres) {
    return Double.isInfinite(metres)
        ? metres
        : new BigDecimal(metres).round(new MathContext(8)).doubleValue();
  }
}
