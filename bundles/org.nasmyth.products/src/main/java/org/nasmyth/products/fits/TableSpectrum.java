// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.fits;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HduKind;
import org.nasmyth.fits.table.Column;
import org.nasmyth.fits.table.SpectrumColumns;
import org.nasmyth.fits.table.Table;
import org.nasmyth.fits.table.Table.Extent;
import org.nasmyth.products.fits.SpectrumOutline.Quantity;

/**
 * A spectrum in a table: arrays in the cells of its only row, as ESO's science data products have
 * it, or an element in each row.
 *
 * @param table that holds it
 * @param coordinate column of spectral coordinates
 * @param fluxes column of fluxes
 * @param inArrays whether there is one row of arrays
 * @param elements how many there are
 */
record TableSpectrum(Table table, Column coordinate, Column fluxes, boolean inArrays, long elements)
    implements SpectrumData {

  private static final int STEP = 1 << 16;

  /** Where the elements stand in rows, all of these are read. */
  private static final long MOST_BYTES = 256L << 20;

  /** SDSS' logarithms are of wavelengths in Ångström and carry no unit. */
  private static final String LOGARITHMS = "LOGLAM";

  /**
   * Understands a table.
   *
   * @return empty if it holds no spectrum
   * @throws UndrawableException if it holds several
   * @throws IOException if its header is malformed
   */
  static Optional<SpectrumData> of(FitsFile file, Hdu hdu) throws UndrawableException, IOException {
    Table table = Table.of(file, hdu);
    Optional<Column> coordinate = SpectrumColumns.coordinate(table);
    Optional<Column> flux = SpectrumColumns.flux(table);
    if (coordinate.isEmpty() || flux.isEmpty() || table.rows() == 0) {
      return Optional.empty();
    }
    Column x = coordinate.get();
    Column y = flux.get();
    if (hdu.kind() == HduKind.ASCII_TABLE || (isSingle(x) && isSingle(y))) {
      if (table.rows() * table.rowLength() > MOST_BYTES) {
        throw new UndrawableException(
            "HDU %d is too large a table for its spectrum to be drawn.".formatted(hdu.number()));
      }
      return Optional.of(new TableSpectrum(table, x, y, false, table.rows()));
    }
    if (table.rows() > 1) {
      throw new UndrawableException(
          "HDU %d holds %d spectra, one in each row, and only a single one is drawn."
              .formatted(hdu.number(), table.rows()));
    }
    long elements = table.array(0, x).count();
    long values = table.array(0, y).count();
    if (elements != values) {
      throw new UndrawableException(
          "HDU %d has %d elements in column %s, but %d in column %s."
              .formatted(hdu.number(), elements, x.name(), values, y.name()));
    }
    return Optional.of(new TableSpectrum(table, x, y, true, elements));
  }

  private static boolean isSingle(Column column) {
    return !column.variable() && column.repeat() == 1;
  }

  @Override
  public boolean calibrated() {
    return true;
  }

  @Override
  public Quantity wave() {
    String ucd = coordinate.ucd().toLowerCase(Locale.ROOT);
    if (logarithmic()) {
      return new Quantity("Wavelength", "Angstrom");
    }
    String name =
        switch (ucd.split(";", 2)[0].strip()) {
          case "em.wl" -> ucd.contains("obs.atmos") ? "Wavelength in air" : "Wavelength";
          case "em.freq" -> "Frequency";
          case "em.energy" -> "Energy";
          case "em.wavenumber" -> "Wavenumber";
          default -> coordinate.name();
        };
    return new Quantity(name, coordinate.unit().strip());
  }

  @Override
  public Quantity flux() {
    return new Quantity(
        fluxes.name().equalsIgnoreCase("FLUX") ? "Flux" : fluxes.name(), fluxes.unit().strip());
  }

  private boolean logarithmic() {
    return coordinate.name().equalsIgnoreCase(LOGARITHMS);
  }

  @Override
  public void read(Trace trace) throws IOException {
    if (!inArrays) {
      table.select(
          row -> {
            trace.wave(row.index(), linear(row.number(coordinate)));
            trace.flux(row.index(), row.number(fluxes));
            return false;
          },
          () -> false);
      return;
    }
    // A packed file is read forwards only.
    Extent x = table.array(0, coordinate);
    Extent y = table.array(0, fluxes);
    if (x.position() <= y.position()) {
      read(coordinate, x, (element, value) -> trace.wave(element, linear(value)));
      read(fluxes, y, trace::flux);
    } else {
      read(fluxes, y, trace::flux);
      read(coordinate, x, (element, value) -> trace.wave(element, linear(value)));
    }
  }

  private double linear(double value) {
    return logarithmic() ? Math.pow(10, value) : value;
  }

  /** Takes the number of an element. */
  @FunctionalInterface
  private interface Taker {
    void take(long element, double value);
  }

  private void read(Column column, Extent array, Taker taker) throws IOException {
    double[] some = new double[(int) Math.min(STEP, elements)];
    for (long first = 0; first < elements; first += STEP) {
      int count = (int) Math.min(STEP, elements - first);
      table.numbers(column, array, first, some, count);
      for (int i = 0; i < count; i++) {
        taker.take(first + i, some[i]);
      }
    }
  }
}
