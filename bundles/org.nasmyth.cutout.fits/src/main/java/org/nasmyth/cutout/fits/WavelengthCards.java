// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Optional;
import org.nasmyth.fits.HeaderEditor;
import org.nasmyth.fits.PixelRange;
import org.nasmyth.wcs.SpectralAxis;
import org.nasmyth.wcs.Wcs;

/**
 * The cards in which ESO's science data products tell the wavelengths that they hold (Science Data
 * Products Standard), which a cut in wavelength makes wrong. Cards that a header does not have are
 * not added.
 *
 * @param shortest in nanometres, in air or vacuum as the data are
 * @param longest in nanometres
 */
record WavelengthCards(double shortest, double longest) {

  /** More digits than a double keeps would tell its rounding. */
  private static final MathContext DIGITS = new MathContext(15);

  /** Changes what is there. */
  void apply(HeaderEditor editor) {
    set(editor, "WAVELMIN", shortest);
    set(editor, "WAVELMAX", longest);
    set(editor, "SPEC_VAL", (shortest + longest) / 2);
    set(editor, "SPEC_BW", longest - shortest);
  }

  private static void set(HeaderEditor editor, String keyword, double value) {
    if (Double.isFinite(value) && editor.header().has(keyword)) {
      editor.set(keyword, new BigDecimal(value).round(DIGITS).stripTrailingZeros());
    }
  }

  /**
   * The wavelengths of an image that was cut.
   *
   * @return empty if it was not cut along its wavelengths, or has none
   */
  static Optional<WavelengthCards> of(Fate.Boxed fate) {
    Grid grid = fate.leader();
    Optional<SpectralAxis> axis = grid.spectral();
    if (axis.isEmpty() || fate.box().axes().size() < axis.get().pixelAxis()) {
      return Optional.empty();
    }
    int pixelAxis = axis.get().pixelAxis() - 1;
    PixelRange range = fate.box().axis(pixelAxis);
    Wcs wcs = grid.wcs().orElseThrow();
    if (range.length() == grid.axes().get(pixelAxis) || !countsWavelengths(axis.get())) {
      return Optional.empty();
    }
    double[] pixel = new double[2 * wcs.size()];
    Arrays.fill(pixel, 1.0);
    pixel[pixelAxis] = range.first();
    pixel[wcs.size() + pixelAxis] = range.last();
    wcs.pixelToWorld(pixel, pixel, 2);
    int world = axis.get().axis().number() - 1;
    double one = nanometres(axis.get(), pixel[world]);
    double other = nanometres(axis.get(), pixel[wcs.size() + world]);
    return Optional.of(new WavelengthCards(Math.min(one, other), Math.max(one, other)));
  }

  private static boolean countsWavelengths(SpectralAxis axis) {
    return axis.inAir() || axis.quantity().equals("WAVE");
  }

  /** In air where the axis is. */
  private static double nanometres(SpectralAxis axis, double world) {
    return (axis.inAir() ? world : axis.wavelength(world)) * 1e9;
  }
}
