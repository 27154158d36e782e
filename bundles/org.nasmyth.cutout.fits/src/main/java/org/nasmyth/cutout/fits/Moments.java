// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.io.IOException;
import java.time.DateTimeException;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.nasmyth.api.cutout.CutoutException;
import org.nasmyth.api.products.Interval;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HduKind;
import org.nasmyth.fits.table.Column;
import org.nasmyth.fits.table.Row;
import org.nasmyth.fits.table.Table;
import org.nasmyth.wcs.TimeValues;

/**
 * A table whose rows have times: a light curve, a list of events, sources with the time of their
 * observation.
 *
 * @param table that it is
 * @param column of the times, numbers or dates
 * @param meaning of its values
 */
record Moments(Table table, Column column, TimeValues meaning) {

  private static final String MAIN = "time.epoch;meta.main";
  private static final String EPOCH = "time.epoch";

  /** Names of columns that hold times without saying so by a UCD, the best first. */
  private static final List<String> NAMES =
      List.of(
          "MJD-OBS",
          "MJD_OBS",
          "MJDOBS",
          "MJD",
          "MJD-AVG",
          "MJD_AVG",
          "DATE-OBS",
          "DATE_OBS",
          "DATEOBS",
          "HMJD",
          "BMJD",
          "HJD",
          "BJD",
          "BJD_TDB",
          "JD",
          "TIME");

  private static final Set<Character> NUMBERS = Set.of('D', 'E', 'K', 'J', 'I', 'F');
  private static final char TEXT = 'A';

  /**
   * Finds the times of a table.
   *
   * @return empty if it has none, or nothing says since when they count
   */
  static Optional<Moments> of(FitsFile file, Hdu hdu) throws IOException {
    if (hdu.kind() != HduKind.BINARY_TABLE && hdu.kind() != HduKind.ASCII_TABLE) {
      return Optional.empty();
    }
    Table table = Table.of(file, hdu);
    Inherited cards = Inherited.of(file, hdu);
    return table.columns().stream()
        .filter(column -> rank(column) < Integer.MAX_VALUE)
        .sorted(Comparator.comparingInt(Moments::rank))
        .flatMap(
            column ->
                meaning(cards, column, hdu.kind() == HduKind.ASCII_TABLE).stream()
                    .map(meaning -> new Moments(table, column, meaning)))
        .findFirst();
  }

  private static int rank(Column column) {
    String ucd = column.ucd().strip().toLowerCase(Locale.ROOT);
    if (ucd.equals(MAIN)) {
      return 0;
    }
    if (ucd.equals(EPOCH) || ucd.startsWith(EPOCH + ";")) {
      return 1;
    }
    int name = NAMES.indexOf(column.name().strip().toUpperCase(Locale.ROOT));
    return name < 0 ? Integer.MAX_VALUE : 2 + name;
  }

  private static Optional<TimeValues> meaning(Inherited cards, Column column, boolean ascii) {
    if (column.type() == TEXT && !column.variable()) {
      return Optional.of(TimeValues.dates(cards, column.name()));
    }
    boolean single = !column.variable() && (ascii || column.repeat() == 1);
    return single && NUMBERS.contains(column.type())
        ? TimeValues.numbers(cards, column.name(), column.unit())
        : Optional.empty();
  }

  /**
   * The rows of an interval.
   *
   * @param time modified Julian dates, UTC
   * @throws CutoutException if what should be dates is something else
   * @throws org.nasmyth.wcs.WcsException if the time scale is not related to UTC
   */
  BitSet within(Interval time, BooleanSupplier cancelled) throws CutoutException, IOException {
    double[] limits = meaning.limits(time.low(), time.high());
    if (column.type() != TEXT) {
      return table.select(
          row -> {
            double value = row.number(column);
            return value >= limits[0] && value <= limits[1];
          },
          cancelled);
    }
    long[] counts = new long[2];
    BitSet found =
        table.select(
            row -> {
              double value = date(row, counts);
              return value >= limits[0] && value <= limits[1];
            },
            cancelled);
    if (counts[0] == 0 && counts[1] > 0) {
      throw new CutoutException(
          CutoutException.Kind.USAGE,
          "Column %s of HDU %d holds no dates such as 2026-11-23T12:34:56, so TIME cannot be used."
              .formatted(column.name(), table.hdu().number()),
          null);
    }
    return found;
  }

  /** Counts dates, and what is something else. */
  private double date(Row row, long[] counts) {
    String text = row.text(column).strip();
    if (text.isEmpty()) {
      return Double.NaN;
    }
    try {
      double date = TimeValues.ofDate(text);
      counts[0]++;
      return date;
    } catch (DateTimeException e) {
      counts[1]++;
      return Double.NaN;
    }
  }

  /** What was compared, for the history. */
  String note() {
    String told = "TIME was compared with column %s, %s".formatted(column.name(), meaning.scale());
    return meaning.atTheSun()
        ? told + ", of arrival at the Sun: 510 s wider, for the light's way"
        : told;
  }
}
