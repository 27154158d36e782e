// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import java.util.Arrays;
import java.util.Locale;
import org.nasmyth.dali.pages.HtmlText;
import org.nasmyth.products.fits.SpectrumOutline;

/** A spectrum drawn as a band from the lowest to the highest flux of each stretch. */
final class SpectrumDrawing {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 256;
  private static final int LEFT = 8;
  private static final int BOTTOM = 22;

  private final SpectrumOutline outline;

  SpectrumDrawing(SpectrumOutline outline) {
    this.outline = outline;
  }

  String svg() {
    double[] waves = outline.waves();
    double low = limit(outline.lows(), 0.002);
    double high = limit(outline.highs(), 0.998);
    double room = high > low ? (high - low) * 0.05 : 1;
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < waves.length; i++) {
      add(path, i == 0 ? 'M' : 'L', x(i), y(outline.highs()[i], low - room, high + room));
    }
    for (int i = waves.length - 1; i >= 0; i--) {
      add(path, 'L', x(i), y(outline.lows()[i], low - room, high + room));
    }
    String unit = outline.waveUnit() == null ? "" : " " + HtmlText.of(outline.waveUnit());
    String flux = outline.fluxUnit() == null ? "" : ", " + HtmlText.of(outline.fluxUnit());
    return String.format(
        Locale.ROOT,
        "<svg width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\""
            + " aria-label=\"Spectrum\"><path d=\"%sZ\" fill=\"#3d8bd4\" stroke=\"#3d8bd4\""
            + " stroke-width=\".8\"/><path d=\"M0 %dH%d\" stroke=\"currentColor\""
            + " stroke-opacity=\".4\"/><g fill=\"currentColor\" font-size=\"12\"><text x=\"%d\""
            + " y=\"%d\">%s%s</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s%s</text></g></svg>"
            + "<figcaption>Flux from %s to %s%s</figcaption>",
        WIDTH,
        HEIGHT,
        WIDTH,
        HEIGHT,
        path,
        HEIGHT - BOTTOM,
        WIDTH,
        LEFT,
        HEIGHT - 6,
        PlainNumber.of(Math.rint(waves[0] * 1e3) / 1e3),
        unit,
        WIDTH - LEFT,
        HEIGHT - 6,
        PlainNumber.of(Math.rint(waves[waves.length - 1] * 1e3) / 1e3),
        unit,
        String.format(Locale.ROOT, "%.3g", low),
        String.format(Locale.ROOT, "%.3g", high),
        flux);
  }

  private double x(int index) {
    double[] waves = outline.waves();
    double span = waves[waves.length - 1] - waves[0];
    return LEFT + (WIDTH - 2 * LEFT) * (span == 0 ? 0 : (waves[index] - waves[0]) / span);
  }

  private static double y(double flux, double low, double high) {
    double share = Math.max(0, Math.min(1, (flux - low) / (high - low)));
    return (HEIGHT - BOTTOM - 4) * (1 - (Double.isNaN(share) ? 0 : share)) + 2;
  }

  /** A value below which a share of all lies, so that a cosmic ray does not flatten the rest. */
  private static double limit(double[] values, double share) {
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)];
  }

  private static void add(StringBuilder path, char step, double x, double y) {
    path.append(String.format(Locale.ROOT, "%c%.1f %.1f", step, x, y));
  }
}
