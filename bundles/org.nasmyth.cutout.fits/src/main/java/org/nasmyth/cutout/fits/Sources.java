// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HduKind;
import org.nasmyth.fits.table.Column;
import org.nasmyth.fits.table.Row;
import org.nasmyth.fits.table.Table;
import org.nasmyth.wcs.region.SkyRegion;
import org.nasmyth.wcs.region.UnitVector;

/**
 * A table whose rows have positions on the sky: a list of sources, a tile of a catalogue. Positions
 * are taken as ICRS, from which those of J2000 differ by 0.02 arcseconds.
 *
 * @param table that it is
 * @param longitude right ascensions
 * @param latitude declinations
 */
record Sources(Table table, Column longitude, Column latitude) {

  private static final List<String> LONGITUDES =
      List.of("RA", "RAJ2000", "RA_J2000", "ALPHA_J2000", "RA2000", "RA_ICRS", "RADEG", "RA_DEG");
  private static final List<String> LATITUDES =
      List.of(
          "DEC",
          "DEJ2000",
          "DECJ2000",
          "DEC_J2000",
          "DELTA_J2000",
          "DEC2000",
          "DE_ICRS",
          "DEC_ICRS",
          "DEDEG",
          "DEC_DEG");
  private static final String RADIAN = "rad";

  /** As far as from the border that rounding could have put a position, radians. */
  private static final double TOUCH = 1e-13;

  /** Finds the positions of a table; empty if it has none in degrees or radians. */
  static Optional<Sources> of(FitsFile file, Hdu hdu) throws IOException {
    if (hdu.kind() != HduKind.BINARY_TABLE && hdu.kind() != HduKind.ASCII_TABLE) {
      return Optional.empty();
    }
    Table table = Table.of(file, hdu);
    Optional<Column> longitude = find(table, "pos.eq.ra", LONGITUDES);
    Optional<Column> latitude = find(table, "pos.eq.dec", LATITUDES);
    return longitude.isPresent() && latitude.isPresent()
        ? Optional.of(new Sources(table, longitude.get(), latitude.get()))
        : Optional.empty();
  }

  private static Optional<Column> find(Table table, String ucd, List<String> names) {
    List<Column> usable = table.columns().stream().filter(Sources::usable).toList();
    return usable.stream()
        .filter(column -> ucdOf(column).equals(ucd + ";meta.main"))
        .findFirst()
        .or(
            () ->
                names.stream()
                    .flatMap(
                        name ->
                            usable.stream().filter(column -> column.name().equalsIgnoreCase(name)))
                    .findFirst())
        .or(() -> usable.stream().filter(column -> ucdOf(column).equals(ucd)).findFirst());
  }

  private static String ucdOf(Column column) {
    return column.ucd().strip().toLowerCase(Locale.ROOT);
  }

  private static boolean usable(Column column) {
    String unit = column.unit().strip().toLowerCase(Locale.ROOT);
    boolean angle = unit.isEmpty() || unit.startsWith("deg") || unit.equals(RADIAN);
    return angle
        && !column.variable()
        && (column.type() == 'F' || "EDJIK".indexOf(column.type()) >= 0);
  }

  /** The rows whose positions lie in a region. */
  BitSet within(SkyRegion region, BooleanSupplier cancelled) throws IOException {
    return table.select(
        row -> {
          double lon = degrees(row, longitude);
          double lat = degrees(row, latitude);
          return Double.isFinite(lon)
              && Math.abs(lat) <= 90
              && region.distance(UnitVector.of(lon, lat)) <= TOUCH;
        },
        cancelled);
  }

  private static double degrees(Row row, Column column) {
    double value = row.number(column);
    return column.unit().strip().toLowerCase(Locale.ROOT).equals(RADIAN)
        ? Math.toDegrees(value)
        : value;
  }
}
