// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.nasmyth.fits.Header;
import org.nasmyth.fits.HeaderEditor;
import org.nasmyth.fits.PixelRange;
import org.nasmyth.fits.table.Column;

/**
 * The cards that tell the least and the largest value of a column's arrays, TDMINn and TDMAXn, anew
 * for what is left of them.
 */
final class SpectrumEdit {

  private final Map<String, BigDecimal> values = new TreeMap<>();

  /**
   * Reads the arrays whose limits the header tells.
   *
   * @param spectrum in arrays
   * @param range of elements that is left
   */
  static SpectrumEdit of(Spectrum spectrum, PixelRange range) throws IOException {
    SpectrumEdit edit = new SpectrumEdit();
    Header header = spectrum.table().hdu().header();
    for (Column column : spectrum.alike()) {
      String least = "TDMIN" + column.number();
      String largest = "TDMAX" + column.number();
      if (spectrum.inArrays() && (header.has(least) || header.has(largest))) {
        edit.add(spectrum, column, range, least, largest);
      }
    }
    return edit;
  }

  private void add(Spectrum spectrum, Column column, PixelRange range, String least, String largest)
      throws IOException {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (long row = 0; row < spectrum.table().rows(); row++) {
      double[] numbers = spectrum.table().numbers(row, column);
      for (long i = range.first() - 1; i < range.last(); i++) {
        double number = numbers[(int) i];
        low = number < low ? number : low;
        high = number > high ? number : high;
      }
    }
    if (Double.isFinite(low) && Double.isFinite(high)) {
      values.put(least, BigDecimal.valueOf(low));
      values.put(largest, BigDecimal.valueOf(high));
    }
  }

  void apply(HeaderEditor editor) {
    values.forEach(
        (keyword, value) -> {
          if (editor.header().has(keyword)) {
            editor.set(keyword, value);
          }
        });
  }
}
