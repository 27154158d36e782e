// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.access.ProductAccess;
import org.nasmyth.api.cutout.CutoutAxis;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.metadata.Table.Attribute;
import org.nasmyth.api.products.Coverage;
import org.nasmyth.api.products.Interval;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.Relation;
import org.nasmyth.api.storage.FileState;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.pages.HtmlPage;
import org.nasmyth.links.LinkContributors;
import org.nasmyth.products.ArchiveNames.Addresses;
import org.nasmyth.products.FileNames;
import org.nasmyth.products.fits.SpectrumOutline;
import org.nasmyth.products.fits.SpectrumReader;
import org.nasmyth.products.fits.SpectrumReading;
import org.nasmyth.sphere.Region;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page that shows one product: picture, footprint, spectrum, cut-outs, facts, links. */
final class DatasetPage {

  private static final Logger LOG = LoggerFactory.getLogger(DatasetPage.class);
  private static final int PLOT_POINTS = 600;

  /** Half an arcsecond: what is smaller has no shape worth a drawing. */
  private static final double POINT = 0.5 / 3600;

  private static final Map<Relation.Kind, String> HEADINGS = headings();

  private final ProductFinder finder;
  private final Product product;
  private final Identity caller;
  private final SpectrumReader spectra;
  private final HtmlPage page;

  DatasetPage(ProductFinder finder, SpectrumReader spectra, Product product, Identity caller) {
    this.finder = finder;
    this.spectra = spectra;
    this.product = product;
    this.caller = caller;
    this.page = new HtmlPage(describedKind(product), product.id());
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

  /**
   * The page.
   *
   * @param axes along which the product can be cut
   * @param contributors whose links are shown, too
   */
  byte[] html(Addresses addresses, Set<CutoutAxis> axes, LinkContributors contributors)
      throws DaliException {
    List<Relation> relations = finder.relations(product, caller);
    ProductAccess access = finder.products().access(caller, product);
    if (product.title() != null) {
      page.paragraph(product.title());
    }
    Optional<FileState> state = state(access);
    actions(addresses, access, state);
    page.markup("<div class=\"panels\">\n");
    picture(addresses, relations);
    position();
    Optional<String> notDrawn = state.isPresent() ? spectrum(access) : Optional.empty();
    page.markup("</div>\n");
    notDrawn.ifPresent(reason -> note("Its spectrum is not drawn. " + reason));
    if (access.allowed() && state.isPresent()) {
      new CutoutForm(product, axes).addTo(page, addresses);
    }
    facts(state);
    related(addresses, relations);
    new ContributedLinks(finder.products().names(), product, relations, caller)
        .addTo(page, addresses, contributors);
    return page.toBytes();
  }

  private static String describedKind(Product product) {
    String type = product.type() == null ? "" : " · " + product.type();
    return switch (product.kind()) {
      case RAW -> "Raw frame" + type;
      case PRODUCT -> "Science product" + type;
      case MASTER -> "Master calibration" + type;
      case AUXILIARY -> "Ancillary file" + type;
      case LOG -> "Log" + type;
    };
  }

  /** The file as it is stored, and a note where it cannot be had. */
  private Optional<FileState> state(ProductAccess access) {
    Optional<FileState> state = Optional.empty();
    String note = "Its file is not in this archive's storage.";
    try {
      state = finder.products().state(product.file());
    } catch (IOException e) {
      LOG.warn("The file of {} cannot be looked for: {}", product.id(), e.getMessage());
      note = ProductFinder.STORAGE_IS_DOWN;
    }
    if (!access.allowed()) {
      note(access.reason() == null ? "You may not have it." : access.reason());
    } else if (state.isEmpty()) {
      note(note);
    }
    return state;
  }

  private void note(String text) {
    page.markup("<p class=\"note\">").text(text).markup("</p>\n");
  }

  private void actions(Addresses addresses, ProductAccess access, Optional<FileState> state) {
    page.markup("<p class=\"actions\">");
    if (access.allowed() && state.isPresent()) {
      page.markup("<a class=\"main\" href=\"")
          .text(addresses.file(product.id()))
          .markup("\">")
          .text("Download " + size(state.get().size()))
          .markup("</a>");
      if (hasHeaders(state.get())) {
        page.link(addresses.header(product.id()), "FITS headers");
      }
    }
    page.link(addresses.links(product.id()), "DataLink");
    if (product.documentation() != null) {
      page.link(product.documentation(), "Release description");
    }
    page.markup("</p>\n");
  }

  /** Of packed files only the name tells what is in them. */
  private boolean hasHeaders(FileState state) {
    return FileNames.contentType(product, state).contains("fits")
        || FileNames.of(product, state).contains(".fits");
  }

  private void picture(Addresses addresses, List<Relation> relations) {
    boolean shown =
        relations.stream()
            .filter(relation -> relation.kind() == Relation.Kind.PREVIEW)
            .map(Relation::target)
            .filter(target -> FileNames.contentType(target, null).startsWith("image/"))
            .anyMatch(target -> finder.products().access(caller, target).allowed());
    if (shown) {
      page.markup("<figure><img width=\"256\" height=\"256\" alt=\"Preview\" src=\"")
          .text(addresses.preview(product.id()))
          .markup("\"><figcaption>Preview</figcaption></figure>\n");
    }
  }

  private void position() {
    Region region = product.coverage().region();
    if (region == null) {
      return;
    }
    if (region.boundingCap().radius() > POINT) {
      page.markup("<figure>")
          .markup(new FootprintDrawing(region).svg())
          .markup("<figcaption>Footprint, ICRS, north up, east left</figcaption></figure>\n");
    }
    page.markup("<figure>")
        .markup(new SkyDrawing(region.boundingCap().centre()).svg())
        .markup("<figcaption>Place on the sky; dashed: Milky Way</figcaption>")
        .markup("</figure>\n");
  }

  /** Draws the spectrum if it is one; returns why it cannot be drawn. */
  private Optional<String> spectrum(ProductAccess access) {
    if (!"spectrum".equals(product.type()) || !access.allowed()) {
      return Optional.empty();
    }
    try (OpenFile file = finder.products().open(product.file())) {
      SpectrumReading reading = spectra.read(file, PLOT_POINTS);
      if (reading instanceof SpectrumReading.Refused refused) {
        return Optional.of(refused.reason());
      }
      if (reading instanceof SpectrumOutline outline) {
        page.markup("<figure class=\"wide\">")
            .markup(new SpectrumDrawing(outline).figure())
            .markup("</figure>\n");
      }
      return Optional.empty();
    } catch (IOException e) {
      LOG.warn("The spectrum of {} cannot be read: {}", product.id(), e.getMessage());
      return Optional.of("Its file cannot be read at the moment.");
    }
  }

  private void facts(Optional<FileState> state) {
    page.heading("Facts").markup("<table>\n");
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
      row(label, fact.value() == null ? null : shown(fact.value()) + unit);
    }
    page.markup("</table>\n");
  }

  private static String shown(Object value) {
    return value instanceof Double || value instanceof Float
        ? PlainNumber.of(new BigDecimal(value.toString()).doubleValue())
        : value.toString();
  }

  private void row(String label, @Nullable String value) {
    if (value != null) {
      page.row(label, value);
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
          page.heading(heading).markup("<table>\n");
          for (Product target : targets) {
            String category = target.file().category();
            OptionalLong length = target.file().length();
            page.markup("<tr><td>")
                .link(addresses.page(target.id()), target.id())
                .markup("</td><td>")
                .text(category == null ? "" : category)
                .markup("</td><td>")
                .text(length.isPresent() ? size(length.getAsLong()) : "")
                .markup("</td></tr>\n");
          }
          page.markup("</table>\n");
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
