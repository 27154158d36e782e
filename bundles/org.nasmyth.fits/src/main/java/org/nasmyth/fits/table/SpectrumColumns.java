// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.table;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * The columns of a table that make a spectrum, told by their types in the spectral data model
 * (TUTYPn), their UCDs or their names, in this order.
 */
public final class SpectrumColumns {

  private static final Set<String> NAMES =
      Set.of("WAVE", "WAVELENGTH", "LAMBDA", "LAM", "FREQ", "FREQUENCY", "ENERGY", "LOGLAM");
  private static final Set<String> UCDS = Set.of("em.wl", "em.freq", "em.energy", "em.wavenumber");

  private SpectrumColumns() {}

  /**
   * The column of spectral coordinates.
   *
   * @param table to look in
   * @return empty if it has none
   */
  public static Optional<Column> coordinate(Table table) {
    return best(
        table,
        column -> {
          if (type(table, column).endsWith("spectralaxis.value")) {
            return 3;
          }
          if (UCDS.contains(ucd(column).split(";", 2)[0])) {
            return 2;
          }
          return NAMES.contains(column.name().toUpperCase(Locale.ROOT)) ? 1 : 0;
        });
  }

  /**
   * The column of fluxes; where there are several, that with the name FLUX.
   *
   * @param table to look in
   * @return empty if it has none
   */
  public static Optional<Column> flux(Table table) {
    return best(
        table,
        column -> {
          if (column.name().equalsIgnoreCase("FLUX")) {
            return 3;
          }
          if (type(table, column).endsWith("fluxaxis.value")) {
            return 2;
          }
          return ucd(column).startsWith("phot.flux") || ucd(column).startsWith("phot.count")
              ? 1
              : 0;
        });
  }

  private static Optional<Column> best(Table table, ToIntFunction<Column> rank) {
    Column best = null;
    int highest = 0;
    for (Column column : table.columns()) {
      int here = rank.applyAsInt(column);
      if (here > highest) {
        best = column;
        highest = here;
      }
    }
    return Optional.ofNullable(best);
  }

  private static String type(Table table, Column column) {
    return table
        .hdu()
        .header()
        .text("TUTYP" + column.number())
        .orElse("")
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private static String ucd(Column column) {
    return column.ucd().strip().toLowerCase(Locale.ROOT);
  }
}
