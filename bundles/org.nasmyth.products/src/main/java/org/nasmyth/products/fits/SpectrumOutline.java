// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HduKind;
import org.nasmyth.fits.Header;

/**
 * A spectrum reduced to what a small plot can show: the lowest and highest flux of each of some
 * stretches of wavelength.
 *
 * @param waves the middle of each stretch
 * @param lows the lowest flux in it
 * @param highs the highest flux in it
 * @param waveUnit null where the file does not say it
 * @param fluxUnit null where the file does not say it
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; made, written and forgotten.
public record SpectrumOutline(
    double[] waves,
    double[] lows,
    double[] highs,
    @Nullable String waveUnit,
    @Nullable String fluxUnit) {

  private static final int MOST_ELEMENTS = 2_000_000;

  /**
   * Reads the one-row table of ESO's science data products, columns WAVE and FLUX.
   *
   * @param file stays open
   * @param stretches how many stretches are wanted at most
   * @return empty if the file holds no such table
   * @throws IOException if the file cannot be read
   */
  public static Optional<SpectrumOutline> of(OpenFile file, int stretches) throws IOException {
    try {
      FitsFile fits = FitsFile.open(new StoredSource(new Borrowed(file)));
      Hdu hdu = fits.hdu(1);
      if (hdu.kind() != HduKind.BINARY_TABLE
          || hdu.header().required("NAXIS2") != 1
          || !hdu.complete()) {
        return Optional.empty();
      }
      Cell wave = null;
      Cell flux = null;
      long at = hdu.dataPosition();
      Header header = hdu.header();
      for (int column = 1; column <= header.required("TFIELDS"); column++) {
        Optional<Cell> cell = Cell.of(header, column, at);
        if (cell.isEmpty()) {
          return Optional.empty();
        }
        String name = header.text("TTYPE" + column).orElse("");
        if (name.equalsIgnoreCase("WAVE") || name.equalsIgnoreCase("WAVELENGTH")) {
          wave = cell.get();
        } else if (name.equalsIgnoreCase("FLUX") && flux == null) {
          flux = cell.get();
        }
        at += (long) cell.get().count * cell.get().width();
      }
      return wave == null || flux == null || wave.count != flux.count || wave.count < 2
          ? Optional.empty()
          : Optional.of(outline(wave, flux, wave.read(file), flux.read(file), stretches));
    } catch (FitsException | NoSuchElementException e) {
      return Optional.empty();
    }
  }

  private static SpectrumOutline outline(
      Cell wave, Cell flux, double[] waves, double[] fluxes, int stretches) {
    int count = Math.min(stretches, waves.length);
    double[] middle = new double[count];
    double[] low = new double[count];
    double[] high = new double[count];
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) i * waves.length / count);
      int to = (int) ((long) (i + 1) * waves.length / count);
      middle[i] = (waves[from] + waves[to - 1]) / 2;
      low[i] = Double.POSITIVE_INFINITY;
      high[i] = Double.NEGATIVE_INFINITY;
      for (int j = from; j < to; j++) {
        if (Double.isFinite(fluxes[j])) {
          low[i] = Math.min(low[i], fluxes[j]);
          high[i] = Math.max(high[i], fluxes[j]);
        }
      }
    }
    return new SpectrumOutline(middle, low, high, wave.unit, flux.unit);
  }

  /** A cell that holds an array. */
  private record Cell(char code, int count, long position, @Nullable String unit) {

    static Optional<Cell> of(Header header, int column, long position) {
      String form = header.text("TFORM" + column).orElse("").strip();
      int digits = 0;
      while (digits < form.length() && Character.isDigit(form.charAt(digits))) {
        digits++;
      }
      if (digits > 9 || digits >= form.length()) {
        return Optional.empty();
      }
      int count = digits == 0 ? 1 : Integer.parseInt(form.substring(0, digits));
      char code = form.charAt(digits);
      return count > MOST_ELEMENTS || "DEJIBLA".indexOf(code) < 0
          ? Optional.empty()
          : Optional.of(
              new Cell(code, count, position, header.text("TUNIT" + column).orElse(null)));
    }

    int width() {
      return switch (code) {
        case 'D' -> 8;
        case 'E', 'J' -> 4;
        case 'I' -> 2;
        default -> 1;
      };
    }

    double[] read(OpenFile file) throws IOException {
      double[] values = new double[count];
      if (code != 'D' && code != 'E') {
        return values;
      }
      ByteBuffer bytes = ByteBuffer.allocate(count * width());
      new StoredSource(file).readFully(position, bytes);
      bytes.flip();
      for (int i = 0; i < count; i++) {
        values[i] = code == 'D' ? bytes.getDouble() : bytes.getFloat();
      }
      return values;
    }
  }
}
