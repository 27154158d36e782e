// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.cutout.CutoutAxis;
import org.nasmyth.api.products.Coverage;
import org.nasmyth.api.products.Interval;
import org.nasmyth.api.products.Product;
import org.nasmyth.dali.pages.HtmlPage;
import org.nasmyth.products.ArchiveNames.Addresses;
import org.nasmyth.sphere.Circle;

/**
 * The form by which a piece of a product is asked for: what can be cut, and values that make sense.
 *
 * @param axes along which an engine can cut it
 */
record CutoutForm(Product product, Set<CutoutAxis> axes) {

  /** Half an arcsecond: what is smaller is a pointing, whose field is not known. */
  private static final double POINT = 0.5 / 3600;

  private static final double FIELD = 0.01;

  /** Adds the form; nothing if the product cannot be cut. */
  void addTo(HtmlPage page, Addresses addresses) {
    if (axes.isEmpty()) {
      return;
    }
    page.heading("Cut out a piece")
        .markup("<form action=\"")
        .text(addresses.cutout())
        .markup("\"><input type=\"hidden\" name=\"ID\" value=\"")
        .text(addresses.names().identifier(product.id()))
        .markup("\">\n<table>\n");
    Coverage coverage = product.coverage();
    if (axes.contains(CutoutAxis.SKY)) {
      Circle around = coverage.region() == null ? null : coverage.region().boundingCap();
      field(page, "CIRCLE", "right ascension, declination, radius in degrees", circle(around));
    }
    if (axes.contains(CutoutAxis.BAND)) {
      field(page, "BAND", "from and to, wavelengths in metres", middle(coverage.band()));
    }
    if (axes.contains(CutoutAxis.TIME)) {
      field(page, "TIME", "from and to, modified Julian dates", middle(coverage.time()));
    }
    if (axes.contains(CutoutAxis.POLARIZATION)) {
      field(page, "POL", "a polarization state", String.join(" ", coverage.polarizations()));
    }
    if (axes.contains(CutoutAxis.PIXEL)) {
      field(page, "SUB", "pixels, counted from 1, such as [1][1:10,1:10]", "");
    }
    page.markup("</table><p><button>Cut out</button></p></form>\n");
  }

  /** Only one field is filled, so that the form can be sent as it is. */
  private void field(HtmlPage page, String name, String meaning, String value) {
    boolean first =
        name.equals(axes.contains(CutoutAxis.SKY) ? "CIRCLE" : "BAND") && !value.isEmpty();
    page.markup("<tr><th><label for=\"")
        .text(name)
        .markup("\">")
        .text(name)
        .markup("</label></th><td><input size=\"44\" id=\"")
        .text(name)
        .markup("\" name=\"")
        .text(name)
        .markup(first ? "\" value=\"" : "\" placeholder=\"")
        .text(value)
        .markup("\"><br>")
        .text(meaning)
        .markup("</td></tr>\n");
  }

  private static String circle(@Nullable Circle around) {
    return around == null
        ? ""
        : PlainNumber.of(around.centre().longitude())
            + " "
            + PlainNumber.of(around.centre().latitude())
            + " "
            + PlainNumber.of(around.radius() > POINT ? around.radius() / 4 : FIELD);
  }

  private static String middle(@Nullable Interval interval) {
    if (interval == null || Double.isInfinite(interval.low() - interval.high())) {
      return "";
    }
    double part = (interval.high() - interval.low()) / 4;
    return PlainNumber.of(interval.low() + part) + " " + PlainNumber.of(interval.high() - part);
  }
}
