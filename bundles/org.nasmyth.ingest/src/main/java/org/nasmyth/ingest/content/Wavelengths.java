// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.content;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HduKind;
import org.nasmyth.fits.Header;
import org.nasmyth.fits.table.Column;
import org.nasmyth.fits.table.Table;
import org.nasmyth.units.Unit;
import org.nasmyth.units.UnitException;

/**
 * The wavelengths of a spectrum.
 *
 * @param shortest in metres
 * @param longest in metres
 * @param elements how many there are
 */
record Wavelengths(double shortest, double longest, long elements) {

  private static final Set<String> NAMES = Set.of("wave", "wavelength", "lambda", "wav");
  private static final Unit METRE = Unit.parse("m");

  /**
   * The wavelengths of a spectrum in a table whose cells are arrays, as ESO's science data products
   * have it.
   *
   * @return empty if it is no such table
   */
  static Optional<Wavelengths> of(FitsFile file, Hdu hdu) throws IOException {
    if (hdu.kind() != HduKind.BINARY_TABLE || hdu.header().whole("NAXIS2", 0) < 1) {
      return Optional.empty();
    }
    try {
      Table table = Table.of(file, hdu);
      for (Column column : table.columns()) {
        if (NAMES.contains(column.name().toLowerCase(Locale.ROOT))
            && !column.variable()
            && column.repeat() > 1) {
          return Optional.of(of(table, column));
        }
      }
    } catch (FitsException e) {
      // Whatever is wrong with a table's columns, its keywords are worth taking in.
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static Wavelengths of(Table table, Column column) throws IOException {
    Header header = table.hdu().header();
    double low = header.real("TDMIN" + column.number()).orElse(Double.NaN);
    double high = header.real("TDMAX" + column.number()).orElse(Double.NaN);
    if (!(low <= high)) {
      for (double wave : table.numbers(0, column)) {
        low = !(low <= wave) && Double.isFinite(wave) ? wave : low;
        high = !(high >= wave) && Double.isFinite(wave) ? wave : high;
      }
    }
    double metre = metres(column.unit());
    return new Wavelengths(low * metre, high * metre, column.repeat());
  }

  /** How many metres a unit is; not a number for one that measures no length. */
  private static double metres(String unit) {
    try {
      Unit parsed = Unit.parse(unit.equalsIgnoreCase("angstroms") ? "Angstrom" : unit.strip());
      return parsed.isConvertibleTo(METRE) ? parsed.factorTo(METRE) : Double.NaN;
    } catch (UnitException e) {
      return Double.NaN;
    }
  }
}
