// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import java.util.Arrays;
import java.util.Locale;
import org.nasmyth.dali.pages.HtmlText;
import org.nasmyth.products.fits.SpectrumOutline;
import org.nasmyth.products.fits.SpectrumOutline.Quantity;

/**
 * A spectrum drawn as a band from the lowest to the highest flux of each stretch, with its axes.
 * Stretches without numbers are left free.
 */
final class SpectrumDrawing {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 300;
  private static final int LEFT = 56;
  private static final int RIGHT = WIDTH - 20;
  private static final int TOP = 24;
  private static final int BOTTOM = HEIGHT - 42;

  /** So few values, cosmic rays or the noise at an end, must not flatten the rest. */
  private static final double RARE = 0.03;

  /** As many times what the others span do rare values reach, and lines be shown. */
  private static final double BEYOND = 2;

  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private final SpectrumOutline outline;
  private final double[] waves;
  private final double shortest;
  private final double longest;
  private final double low;
  private final double high;
  private final boolean cut;

  SpectrumDrawing(SpectrumOutline outline) {
    this.outline = outline;
    this.waves = outline.waves();
    double[] finite = Arrays.stream(waves).filter(Double::isFinite).sorted().toArray();
    this.shortest = finite.length == 0 ? 0 : finite[0];
    this.longest = finite.length == 0 ? 0 : finite[finite.length - 1];
    double[] lows = sorted(outline.lows());
    double[] highs = sorted(outline.highs());
    double reach = BEYOND * (at(highs, 1 - RARE) - at(lows, RARE));
    double least = Math.max(at(lows, 0), at(lows, RARE) - reach);
    double largest = Math.min(at(highs, 1), at(highs, 1 - RARE) + reach);
    double room = largest > least ? (largest - least) * 0.05 : 1;
    this.low = least - room;
    this.high = largest + room;
    this.cut = at(lows, 0) < least || at(highs, 1) > largest;
  }

  private static double[] sorted(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
  }

  /** The value below which a share of all lies. */
  private static double at(double[] sorted, double share) {
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.min(sorted.length - 1, Math.round(sorted.length * share))];
  }

  /** The drawing, and what is to be said of it. */
  String figure() {
    return svg()
        + "<figcaption>Spectrum"
        + (cut ? "; single values lie beyond the frame" : "")
        + "</figcaption>";
  }

  private String svg() {
    PlotAxis across = PlotAxis.of(shortest, longest, 8);
    PlotAxis up = PlotAxis.of(low, high, 5);
    StringBuilder svg = new StringBuilder();
    add(
        svg,
        "<svg width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Spectrum\">",
        WIDTH,
        HEIGHT,
        WIDTH,
        HEIGHT);
    svg.append("<g stroke=\"currentColor\" stroke-opacity=\".18\">");
    for (PlotAxis.Tick tick : across.ticks()) {
      add(svg, "<path d=\"M%.1f %dV%d\"/>", x(tick.value()), TOP, BOTTOM);
    }
    for (PlotAxis.Tick tick : up.ticks()) {
      add(svg, "<path d=\"M%d %.1fH%d\"/>", LEFT, y(tick.value()), RIGHT);
    }
    svg.append("</g><path class=\"flux\" d=\"").append(band());
    svg.append("\" fill=\"#3d8bd4\" stroke=\"#3d8bd4\" stroke-width=\".8\"/>");
    add(
        svg,
        "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".6\"/>",
        LEFT,
        TOP,
        BOTTOM,
        RIGHT);
    svg.append("<g fill=\"currentColor\" font-size=\"12\">");
    for (PlotAxis.Tick tick : across.ticks()) {
      text(svg, x(tick.value()), BOTTOM + 16, "middle", tick.label());
    }
    for (PlotAxis.Tick tick : up.ticks()) {
      text(svg, LEFT - 6, y(tick.value()) + 4, "end", tick.label());
    }
    text(svg, (LEFT + RIGHT) / 2.0, HEIGHT - 6, "middle", label(outline.wave(), across));
    text(svg, 4, 14, "start", label(outline.flux(), up));
    return svg.append("</g></svg>").toString();
  }

  private static String label(Quantity quantity, PlotAxis axis) {
    String power = axis.power() == 0 ? "" : "10" + superscript(axis.power());
    String unit = (power + " " + quantity.unit()).strip();
    return HtmlText.of(unit.isEmpty() ? quantity.name() : quantity.name() + " (" + unit + ")");
  }

  private static String superscript(int number) {
    StringBuilder text = new StringBuilder(number < 0 ? "⁻" : "");
    String.valueOf(Math.abs(number))
        .chars()
        .forEach(c -> text.append(SUPERSCRIPTS.charAt(c - '0')));
    return text.toString();
  }

  /** A closed path for each row of stretches that have numbers. */
  private String band() {
    StringBuilder path = new StringBuilder();
    int first = 0;
    for (int i = 0; i <= waves.length; i++) {
      if (i == waves.length || !isDrawn(i)) {
        band(path, first, i);
        first = i + 1;
      }
    }
    return path.toString();
  }

  private boolean isDrawn(int stretch) {
    return Double.isFinite(waves[stretch]) && outline.lows()[stretch] <= outline.highs()[stretch];
  }

  private void band(StringBuilder path, int from, int until) {
    for (int i = from; i < until; i++) {
      add(path, "%c%.1f %.1f", i == from ? 'M' : 'L', x(waves[i]), y(outline.highs()[i]));
    }
    for (int i = until - 1; i >= from; i--) {
      add(path, "L%.1f %.1f", x(waves[i]), y(outline.lows()[i]));
    }
    path.append(until > from ? "Z" : "");
  }

  private double x(double wave) {
    double share = (wave - shortest) / (longest - shortest);
    return LEFT + (RIGHT - LEFT) * (Double.isFinite(share) ? share : 0.5);
  }

  private double y(double flux) {
    double share = Math.max(0, Math.min(1, (flux - low) / (high - low)));
    return BOTTOM + (TOP - BOTTOM) * (Double.isFinite(share) ? share : 0.5);
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String escaped) {
    add(svg, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">", x, y, anchor);
    svg.append(escaped).append("</text>");
  }

  private static void add(StringBuilder svg, String form, Object... values) {
    svg.append(String.format(Locale.ROOT, form, values));
  }
}
