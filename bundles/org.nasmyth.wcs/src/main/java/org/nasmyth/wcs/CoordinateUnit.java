// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A unit of CUNIT.
 *
 * @param quantity what it measures
 * @param factor how many base units of the quantity it has
 */
record CoordinateUnit(Quantity quantity, double factor) {
  /** What units measure, each with its base unit. */
  enum Quantity {
    /** deg. */
    ANGLE,
    /** m. */
    LENGTH,
    /** Hz. */
    FREQUENCY,
    /** J. */
    ENERGY,
    /** 1/m. */
    WAVENUMBER,
    /** m/s. */
    SPEED,
    /** s. */
    TIME,
    /** rad/s. */
    ANGULAR_FREQUENCY
  }

  private static final double ELECTRONVOLT = 1.602176634e-19;

  private static final Map<String, CoordinateUnit> UNITS =
      Map.ofEntries(
          unit("deg", Quantity.ANGLE, 1.0),
          unit("degree", Quantity.ANGLE, 1.0),
          unit("degrees", Quantity.ANGLE, 1.0),
          unit("arcmin", Quantity.ANGLE, 1.0 / 60.0),
          unit("arcsec", Quantity.ANGLE, 1.0 / 3600.0),
          unit("mas", Quantity.ANGLE, 1.0 / 3600e3),
          unit("uas", Quantity.ANGLE, 1.0 / 3600e6),
          unit("rad", Quantity.ANGLE, 180.0 / Math.PI),
          unit("turn", Quantity.ANGLE, 360.0),
          unit("m", Quantity.LENGTH, 1.0),
          unit("cm", Quantity.LENGTH, 1e-2),
          unit("mm", Quantity.LENGTH, 1e-3),
          unit("um", Quantity.LENGTH, 1e-6),
          unit("micron", Quantity.LENGTH, 1e-6),
          unit("microns", Quantity.LENGTH, 1e-6),
          unit("nm", Quantity.LENGTH, 1e-9),
          unit("pm", Quantity.LENGTH, 1e-12),
          unit("km", Quantity.LENGTH, 1e3),
          unit("Angstrom", Quantity.LENGTH, 1e-10),
          unit("Angstroms", Quantity.LENGTH, 1e-10),
          unit("0.1nm", Quantity.LENGTH, 1e-10),
          unit("Hz", Quantity.FREQUENCY, 1.0),
          unit("kHz", Quantity.FREQUENCY, 1e3),
          unit("MHz", Quantity.FREQUENCY, 1e6),
          unit("GHz", Quantity.FREQUENCY, 1e9),
          unit("THz", Quantity.FREQUENCY, 1e12),
          unit("PHz", Quantity.FREQUENCY, 1e15),
          unit("J", Quantity.ENERGY, 1.0),
          unit("erg", Quantity.ENERGY, 1e-7),
          unit("eV", Quantity.ENERGY, ELECTRONVOLT),
          unit("keV", Quantity.ENERGY, 1e3 * ELECTRONVOLT),
          unit("MeV", Quantity.ENERGY, 1e6 * ELECTRONVOLT),
          unit("GeV", Quantity.ENERGY, 1e9 * ELECTRONVOLT),
          unit("TeV", Quantity.ENERGY, 1e12 * ELECTRONVOLT),
          unit("/m", Quantity.WAVENUMBER, 1.0),
          unit("1/m", Quantity.WAVENUMBER, 1.0),
          unit("m-1", Quantity.WAVENUMBER, 1.0),
          unit("/cm", Quantity.WAVENUMBER, 100.0),
          unit("1/cm", Quantity.WAVENUMBER, 100.0),
          unit("cm-1", Quantity.WAVENUMBER, 100.0),
          unit("m/s", Quantity.SPEED, 1.0),
          unit("ms-1", Quantity.SPEED, 1.0),
          unit("km/s", Quantity.SPEED, 1e3),
          unit("kms-1", Quantity.SPEED, 1e3),
          unit("cm/s", Quantity.SPEED, 1e-2),
          unit("cms-1", Quantity.SPEED, 1e-2),
          unit("s", Quantity.TIME, 1.0),
          unit("sec", Quantity.TIME, 1.0),
          unit("ms", Quantity.TIME, 1e-3),
          unit("us", Quantity.TIME, 1e-6),
          unit("ns", Quantity.TIME, 1e-9),
          unit("min", Quantity.TIME, 60.0),
          unit("h", Quantity.TIME, 3600.0),
          unit("hr", Quantity.TIME, 3600.0),
          unit("d", Quantity.TIME, 86400.0),
          unit("day", Quantity.TIME, 86400.0),
          unit("days", Quantity.TIME, 86400.0),
          unit("a", Quantity.TIME, 31557600.0),
          unit("yr", Quantity.TIME, 31557600.0),
          unit("cy", Quantity.TIME, 3155760000.0),
          unit("rad/s", Quantity.ANGULAR_FREQUENCY, 1.0),
          unit("rads-1", Quantity.ANGULAR_FREQUENCY, 1.0));

  private static Map.Entry<String, CoordinateUnit> unit(
      String name, Quantity quantity, double factor) {
    return Map.entry(name, new CoordinateUnit(quantity, factor));
  }

  /**
   * Reads a unit. Blanks, dots, asterisks and carets are dropped, and where no unit is spelt so,
   * neither is the case of letters minded: headers say KM/S, HZ, ANGSTROM and Deg.
   *
   * @param text as CUNIT gives it
   * @return the unit, or empty if it is not known
   */
  static Optional<CoordinateUnit> of(String text) {
    String name = text.replaceAll("[ .*^()\\[\\]]", "");
    CoordinateUnit exact = UNITS.get(text.strip().equals("0.1nm") ? "0.1nm" : name);
    if (exact != null) {
      return Optional.of(exact);
    }
    if (name.equals("A") || name.equals("AA")) {
      return Optional.of(new CoordinateUnit(Quantity.LENGTH, 1e-10));
    }
    String lower = name.toLowerCase(Locale.ROOT);
    @Nullable CoordinateUnit only = null;
    for (Map.Entry<String, CoordinateUnit> entry : UNITS.entrySet()) {
      if (entry.getKey().toLowerCase(Locale.ROOT).equals(lower)) {
        if (only != null && !only.equals(entry.getValue())) {
          return Optional.empty();
        }
        only = entry.getValue();
      }
    }
    return Optional.ofNullable(only);
  }
}
