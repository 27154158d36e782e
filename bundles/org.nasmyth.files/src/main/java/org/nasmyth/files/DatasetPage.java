// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.access.ProductAccess;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.metadata.Table.Attribute;
import org.nasmyth.api.products.Coverage;
import org.nasmyth.api.products.Interval;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.Relation;
import org.nasmyth.api.storage.FileState;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.dali.DaliException;
import org.nasmyth.products.ArchiveNames.Addresses;
import org.nasmyth.products.FileNames;
import org.nasmyth.products.fits.SpectrumOutline;
import org.nasmyth.sphere.Circle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page that shows one product: picture, footprint, spectrum, facts, links. */
final class DatasetPage {

  static final String CONTENT_TYPE = "text/html;charset=UTF-8";

  private static final Logger LOG = LoggerFactory.getLogger(DatasetPage.class);
  private static final int PLOT_POINTS = 600;

  private static final Map<Relation.Kind, String> HEADINGS = headings();

  private final ProductFinder finder;
  private final Product product;
  private final Identity caller;
  private final StringBuilder page = new StringBuilder();

  DatasetPage(ProductFinder finder, Product product, Identity caller) {
    this.finder = finder;
    this.product = product;
    this.caller = caller;
  }

  private static Map<Relation.Kind, String> headings() {
    Map<Relation.Kind, String> headings = new LinkedHashMap<>();
    headings.put(Relation.Kind.AUXILIARY, "Files that come with it");
    headings.put(Relation.Kind.PROGENITOR, "Made from");
    headings.put(Relation.Kind.DERIVATION, "Used to make");
    headings.put(Relation.Kind.NIGHT_LOG, "Log of the night");
    headings.put(Relation.Kind.DOCUMENTATION, "Documents");
    return headings;
  }

  byte[] html(Addresses addresses) throws DaliException, IOException {
    List<Relation> relations = finder.relations(product, caller);
    ProductAccess access = finder.products().access(caller, product);
    Optional<FileState> state = finder.products().state(product.file());
    begin();
    page.append("<header><p class=\"kind\">")
        .append(HtmlText.of(describedKind()))
        .append("</p><h1>")
        .append(HtmlText.of(product.id()))
        .append("</h1>");
    if (product.title() != null) {
      page.append("<p>").append(HtmlText.of(product.title())).append("</p>");
    }
    page.append("</header>\n<main>\n");
    actions(addresses, access, state);
    page.append("<div class=\"panels\">\n");
    picture(addresses, relations);
    footprint();
    spectrum(access);
    page.append("</div>\n");
    facts(state);
    cutouts(addresses, access);
    related(addresses, relations);
    page.append("</main></body></html>\n");
    return page.toString().getBytes(StandardCharsets.UTF_8);
  }

  private String describedKind() {
    String type = product.type() == null ? "" : " · " + product.type();
    return switch (product.kind()) {
      case RAW -> "Raw frame" + type;
      case PRODUCT -> "Science product" + type;
      case MASTER -> "Master calibration" + type;
      case AUXILIARY -> "Ancillary file" + type;
      case LOG -> "Log" + type;
    };
  }

  private void begin() {
    page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>")
        .append(HtmlText.of(product.id()))
        .append("</title><style>")
        .append(
            """
            :root{color-scheme:light dark;--line:#8886;--soft:#8881;--link:light-dark(#0b57a4,#8ec1ff)}
            body{font:16px/1.5 system-ui,sans-serif;max-width:66rem;margin:0 auto;padding:1.5rem 1rem}
            h1{font-size:1.5rem;margin:0;overflow-wrap:anywhere}h2{font-size:1.1rem;margin:2rem 0 .5rem}
            .kind{margin:0;opacity:.75}a{color:var(--link)}
            .actions a{display:inline-block;border:1px solid var(--line);border-radius:.4rem;
            padding:.35rem .8rem;margin:.75rem .5rem 0 0;text-decoration:none}
            .actions a.main{background:var(--link);color:light-dark(#fff,#000);border-color:transparent}
            .panels{display:flex;flex-wrap:wrap;gap:1rem;margin-top:1rem}
            figure{margin:0;border:1px solid var(--line);border-radius:.5rem;padding:.75rem;min-width:0}
            figure.wide{flex:1 1 30rem}figcaption{font-size:.9rem;opacity:.8;margin-top:.25rem}
            svg,img{display:block;max-width:100%;height:auto}
            table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;
            padding:.25rem .75rem .25rem 0;border-bottom:1px solid var(--soft);overflow-wrap:anywhere}
            th{font-weight:400;opacity:.75;width:16rem}input{font:inherit;width:9rem;margin-right:.75rem}
            button{font:inherit}.note{border-left:4px solid #d80;padding:.25rem .75rem;margin-top:1rem}
            """)
        .append("</style></head><body>\n");
  }

  private void actions(Addresses addresses, ProductAccess access, Optional<FileState> state) {
    if (!access.allowed()) {
      page.append("<p class=\"note\">")
          .append(HtmlText.of(access.reason() == null ? "You may not have it." : access.reason()))
          .append("</p>\n");
    } else if (state.isEmpty()) {
      page.append("<p class=\"note\">Its file is not in this archive's storage.</p>\n");
    }
    page.append("<p class=\"actions\">");
    if (access.allowed() && state.isPresent()) {
      action(addresses.file(product.id()), "Download " + size(state.get().size()), "main");
      if (FileNames.contentType(product, state.get()).contains("fits")) {
        action(addresses.header(product.id()), "FITS headers", "");
      }
    }
    action(addresses.links(product.id()), "DataLink", "");
    if (product.documentation() != null) {
      action(product.documentation(), "Release description", "");
    }
    page.append("</p>\n");
  }

  private void action(String url, String text, String style) {
    page.append("<a class=\"")
        .append(style)
        .append("\" href=\"")
        .append(HtmlText.of(url))
        .append("\">")
        .append(HtmlText.of(text))
        .append("</a>");
  }

  private void picture(Addresses addresses, List<Relation> relations) {
    boolean shown =
        relations.stream()
            .filter(relation -> relation.kind() == Relation.Kind.PREVIEW)
            .map(Relation::target)
            .filter(target -> FileNames.contentType(target, null).startsWith("image/"))
            .anyMatch(target -> finder.products().access(caller, target).allowed());
    if (shown) {
      page.append("<figure><img width=\"256\" height=\"256\" alt=\"Preview\" src=\"")
          .append(HtmlText.of(addresses.preview(product.id())))
          .append("\"><figcaption>Preview</figcaption></figure>\n");
    }
  }

  private void footprint() {
    if (product.coverage().region() != null) {
      page.append("<figure>")
          .append(new FootprintDrawing(product.coverage().region()).svg())
          .append("<figcaption>Footprint, ICRS, north up, east left</figcaption></figure>\n");
    }
  }

  private void spectrum(ProductAccess access) {
    if (!"spectrum".equals(product.type()) || !access.allowed()) {
      return;
    }
    try (OpenFile file = finder.products().open(product.file())) {
      SpectrumOutline.of(file, PLOT_POINTS)
          .ifPresent(
              outline ->
                  page.append("<figure class=\"wide\">")
                      .append(new SpectrumDrawing(outline).svg())
                      .append("</figure>\n"));
    } catch (IOException e) {
      LOG.debug("The spectrum of {} cannot be drawn", product.id(), e);
    }
  }

  private void facts(Optional<FileState> state) {
    page.append("<h2>Facts</h2>\n<table>\n");
    row("Original file name", product.file().originalName());
    row("Category", product.file().category());
    state.ifPresent(found -> row("Size", size(found.size())));
    row("Programme", product.rights().programme());
    row("Instrument", product.rights().instrument());
    Instant release = product.rights().release();
    row("Public since or from", release == null ? null : release.toString());
    Coverage coverage = product.coverage();
    row("Wavelengths", range(coverage.band(), 1e9, " nm"));
    row("Time (MJD)", range(coverage.time(), 1, ""));
    for (Attribute fact : product.facts()) {
      String unit = fact.field().unit() == null ? "" : " " + fact.field().unit();
      String label =
          fact.field().description() == null ? fact.field().name() : fact.field().description();
      row(label, fact.value() == null ? null : fact.value() + unit);
    }
    page.append("</table>\n");
  }

  private void row(String label, @Nullable String value) {
    if (value != null) {
      page.append("<tr><th>")
          .append(HtmlText.of(label))
          .append("</th><td>")
          .append(HtmlText.of(value))
          .append("</td></tr>\n");
    }
  }

  private static @Nullable String range(@Nullable Interval interval, double scale, String unit) {
    return interval == null
        ? null
        : PlainNumber.of(interval.low() * scale)
            + " to "
            + PlainNumber.of(interval.high() * scale)
            + unit;
  }

  private void cutouts(Addresses addresses, ProductAccess access) {
    Coverage coverage = product.coverage();
    if (coverage.region() == null || !access.allowed() || product.kind() != Product.Kind.PRODUCT) {
      return;
    }
    Circle around = coverage.region().boundingCap();
    page.append("<h2>Cut out a piece</h2>\n<form action=\"")
        .append(HtmlText.of(addresses.cutout()))
        .append("\"><input type=\"hidden\" name=\"ID\" value=\"")
        .append(HtmlText.of(addresses.names().identifier(product.id())))
        .append("\"><label>CIRCLE (degrees) <input name=\"CIRCLE\" style=\"width:22rem\" value=\"")
        .append(PlainNumber.of(around.centre().longitude()))
        .append(' ')
        .append(PlainNumber.of(around.centre().latitude()))
        .append(' ')
        .append(PlainNumber.of(around.radius() / 4))
        .append("\"></label>");
    if (coverage.band() != null && coverage.spectralElements() > 1) {
      page.append("<label>BAND (metres) <input name=\"BAND\" placeholder=\"")
          .append(PlainNumber.of(coverage.band().low()))
          .append(' ')
          .append(PlainNumber.of(coverage.band().high()))
          .append("\"></label>");
    }
    page.append("<button>Cut out</button></form>\n");
  }

  private void related(Addresses addresses, List<Relation> relations) {
    HEADINGS.forEach(
        (kind, heading) -> {
          List<Product> targets =
              relations.stream()
                  .filter(relation -> relation.kind() == kind)
                  .map(Relation::target)
                  .toList();
          if (targets.isEmpty()) {
            return;
          }
          page.append("<h2>").append(heading).append("</h2>\n<table>\n");
          for (Product target : targets) {
            OptionalLong length = target.file().length();
            page.append("<tr><td><a href=\"")
                .append(HtmlText.of(addresses.page(target.id())))
                .append("\">")
                .append(HtmlText.of(target.id()))
                .append("</a></td><td>")
                .append(
                    HtmlText.of(target.file().category() == null ? "" : target.file().category()))
                .append("</td><td>")
                .append(length.isPresent() ? size(length.getAsLong()) : "")
                .append("</td></tr>\n");
          }
          page.append("</table>\n");
        });
  }

  private static String size(long bytes) {
    if (bytes < 10_000) {
      return bytes + " bytes";
    }
    return bytes < 10_000_000
        ? PlainNumber.of(Math.rint(bytes / 1e2) / 10) + " kB"
        : PlainNumber.of(Math.rint(bytes / 1e5) / 10) + " MB";
  }
}
