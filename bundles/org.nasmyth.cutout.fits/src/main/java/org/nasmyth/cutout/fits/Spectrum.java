// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.cutout.CutoutException;
import org.nasmyth.api.products.Interval;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HduKind;
import org.nasmyth.fits.PixelRange;
import org.nasmyth.fits.table.Column;
import org.nasmyth.fits.table.SpectrumColumns;
import org.nasmyth.fits.table.Table;
import org.nasmyth.wcs.SpectralAxis;
import org.nasmyth.wcs.SpectralValues;
import org.nasmyth.wcs.WcsException;
import org.nasmyth.wcs.motion.BandShift;
import org.nasmyth.wcs.motion.Observer;

/**
 * A spectrum in a table: a column of spectral coordinates, either as arrays in its cells (ESO's
 * science data products) or one element a row. Immutable.
 */
final class Spectrum {

  private static final String LOGARITHMS = "LOGLAM";

  /** Spectra in arrays have one row or a few; with more, each row is looked at in vain. */
  private static final int MOST_ROWS = 1000;

  private static final int MOST_ELEMENTS = 1 << 26;

  private final Table table;
  private final Column column;
  private final SpectralValues meaning;
  private final boolean logarithmic;
  private final Inherited cards;

  private Spectrum(
      Table table, Column column, SpectralValues meaning, boolean logarithmic, Inherited cards) {
    this.cards = cards;
    this.table = table;
    this.column = column;
    this.meaning = meaning;
    this.logarithmic = logarithmic;
  }

  /**
   * Finds the spectral coordinates of a table.
   *
   * @return empty if it has none, or they are without a unit
   */
  static Optional<Spectrum> of(FitsFile file, Hdu hdu) throws IOException {
    if (hdu.kind() != HduKind.BINARY_TABLE) {
      return Optional.empty();
    }
    Table table = Table.of(file, hdu);
    Inherited cards = Inherited.of(file, hdu);
    return SpectrumColumns.coordinate(table)
        .filter(column -> table.rows() > 0)
        .flatMap(
            column -> {
              boolean air = column.ucd().toLowerCase(Locale.ROOT).contains("obs.atmos");
              boolean logarithmic = column.name().equalsIgnoreCase(LOGARITHMS);
              // SDSS' logarithms are of wavelengths in Ångström and carry no unit.
              return SpectralValues.of(logarithmic ? "Angstrom" : column.unit(), air)
                  .map(meaning -> new Spectrum(table, column, meaning, logarithmic, cards));
            });
  }

  /** The table. */
  Table table() {
    return table;
  }

  /** Whether each cell is an array, so that elements are cut and not rows. */
  boolean inArrays() {
    return column.variable() || column.repeat() > 1;
  }

  /**
   * How barycentric wavelengths are seen by whom the spectrum is relative to.
   *
   * @throws CutoutException if that is not known
   */
  BandShift shift() throws CutoutException {
    String velosys = cards.value("VELOSYS");
    String specsys = cards.value("SPECSYS");
    try {
      return BandShift.of(
          new SpectralAxis.Frame(
              specsys == null ? "" : specsys,
              "",
              velosys == null ? Double.NaN : Double.parseDouble(velosys)),
          Observer.of(cards));
    } catch (WcsException | NumberFormatException e) {
      throw new CutoutException(
          CutoutException.Kind.USAGE,
          "The wavelengths of HDU %d cannot be used: %s"
              .formatted(table.hdu().number(), e.getMessage()),
          e);
    }
  }

  /**
   * The elements, or the rows, that overlap a band.
   *
   * @param band in the frame of the spectrum
   * @return from 1; empty if there are none
   * @throws CutoutException if the coordinates do not rise or fall all the way
   */
  Optional<PixelRange> overlap(Interval band, BooleanSupplier cancelled)
      throws CutoutException, IOException {
    if (!inArrays()) {
      return overlap(rows(cancelled), band);
    }
    if (table.rows() > MOST_ROWS) {
      throw unusable("has %d rows of arrays".formatted(table.rows()));
    }
    requireLength();
    @Nullable PixelRange all = null;
    for (long row = 0; row < table.rows(); row++) {
      Optional<PixelRange> here = overlap(table.numbers(row, column), band);
      if (here.isPresent()) {
        PixelRange range = here.get();
        all =
            all == null
                ? range
                : new PixelRange(
                    Math.min(all.first(), range.first()), Math.max(all.last(), range.last()));
      }
    }
    return Optional.ofNullable(all);
  }

  /**
   * NELEM says which columns are cut alike, so it has to be right; without it the first array does.
   */
  private void requireLength() throws CutoutException, IOException {
    long told = table.hdu().header().whole("NELEM", 0);
    long length =
        told > 0
            ? told
            : table.columns().stream()
                .filter(one -> !one.variable() && one.type() != 'A' && one.repeat() > 1)
                .mapToLong(Column::repeat)
                .findFirst()
                .orElse(0);
    long own = column.variable() ? table.numbers(0, column).length : column.repeat();
    if (length != own) {
      throw unusable("has arrays of %d elements where NELEM tells of %d".formatted(own, length));
    }
  }

  /** The shortest and the longest wavelength in vacuum; NaN if there is none. */
  double[] coverage(BooleanSupplier cancelled) throws IOException {
    double[] values = inArrays() ? table.numbers(0, column) : rows(cancelled);
    double[] found = {Double.NaN, Double.NaN};
    for (double value : values) {
      double wavelength = wavelength(value);
      found[0] = wavelength >= found[0] ? found[0] : wavelength;
      found[1] = wavelength <= found[1] ? found[1] : wavelength;
    }
    return found;
  }

  /** The cards that tell the wavelengths of a part; empty if it is not told in wavelengths. */
  Optional<WavelengthCards> cards(PixelRange range, BooleanSupplier cancelled) throws IOException {
    if (!meaning.wavelengths() || logarithmic) {
      return Optional.empty();
    }
    double[] values = inArrays() ? table.numbers(0, column) : rows(cancelled);
    double one = values[(int) range.first() - 1] * (meaning.factor() / 1e-9);
    double other = values[(int) range.last() - 1] * (meaning.factor() / 1e-9);
    return Optional.of(new WavelengthCards(Math.min(one, other), Math.max(one, other)));
  }

  private double[] rows(BooleanSupplier cancelled) throws IOException {
    if (table.rows() > MOST_ELEMENTS) {
      return new double[0];
    }
    double[] values = new double[(int) table.rows()];
    table.select(
        row -> {
          values[(int) row.index()] = row.number(column);
          return false;
        },
        cancelled);
    return values;
  }

  private double wavelength(double value) {
    return meaning.wavelength(logarithmic ? Math.pow(10.0, value) : value);
  }

  private Optional<PixelRange> overlap(double[] values, Interval band) throws CutoutException {
    double[] edges = edges(values);
    long first = 0;
    long last = 0;
    for (int i = 0; i + 1 < edges.length; i++) {
      double low = Math.min(edges[i], edges[i + 1]);
      double high = Math.max(edges[i], edges[i + 1]);
      if (high >= band.low() && low <= band.high()) {
        first = first == 0 ? i + 1L : first;
        last = i + 1L;
      }
    }
    if (first == 0) {
      return Optional.empty();
    }
    // A single wavelength on the border of two elements has the first of them.
    return Optional.of(new PixelRange(first, band.low() == band.high() ? first : last));
  }

  /** The borders of the elements: halfway between their wavelengths. */
  private double[] edges(double[] values) throws CutoutException {
    int count = values.length;
    double[] middle = new double[count];
    for (int i = 0; i < count; i++) {
      middle[i] = wavelength(values[i]);
    }
    for (int i = 1; i < count; i++) {
      boolean rising = middle[count - 1] > middle[0];
      if (!(rising ? middle[i] > middle[i - 1] : middle[i] < middle[i - 1])) {
        throw unusable(
            "does not rise or fall all the way: element %d is %s, element %d is %s"
                .formatted(i, values[i - 1], i + 1, values[i]));
      }
    }
    double[] edges = new double[count + 1];
    for (int i = 1; i < count; i++) {
      edges[i] = (middle[i - 1] + middle[i]) / 2;
    }
    if (count == 1) {
      edges[0] = middle[0];
      edges[1] = middle[0];
    } else if (count > 1) {
      edges[0] = 2 * middle[0] - edges[1];
      edges[count] = 2 * middle[count - 1] - edges[count - 1];
    }
    return count == 0 ? new double[0] : edges;
  }

  private CutoutException unusable(String why) {
    return new CutoutException(
        CutoutException.Kind.BAD_FILE,
        "The spectral coordinates cannot be used: column %s of HDU %d %s."
            .formatted(column.name(), table.hdu().number(), why),
        null);
  }

  /** The columns whose arrays are as long as those of the spectral coordinates. */
  List<Column> alike() {
    return table.columns().stream()
        .filter(one -> !one.variable() && one.repeat() == column.repeat() && one.type() != 'A')
        .toList();
  }
}
