// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nasmyth.api.cutout.CutoutAxis;
import org.nasmyth.api.cutout.CutoutEngine;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.links.LinkContributor;
import org.nasmyth.api.products.DataFile;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.Relation;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.dali.BaseUrl;
import org.nasmyth.dali.Callers;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.DaliServlet;
import org.nasmyth.dali.ErrorFormat;
import org.nasmyth.dali.Parameters;
import org.nasmyth.dali.pages.HtmlPage;
import org.nasmyth.dali.pages.OfferedService;
import org.nasmyth.links.LinkContributors;
import org.nasmyth.products.ArchiveNames.Addresses;
import org.nasmyth.products.CutoutEngines;
import org.nasmyth.products.FileNames;
import org.nasmyth.products.Products;
import org.nasmyth.products.VisibleProducts;
import org.nasmyth.products.fits.HeaderListing;
import org.nasmyth.products.fits.SpectrumReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** All addresses below which products are shown and delivered. */
@Component(
    name = "org.nasmyth.files",
    service = Servlet.class,
    property = {
      "osgi.http.whiteboard.servlet.name=files",
      "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true",
      "osgi.http.whiteboard.servlet.pattern=/dataPortal/file/*",
      "osgi.http.whiteboard.servlet.pattern=/dataportal_new/file/*",
      "osgi.http.whiteboard.servlet.pattern=/hdr",
      "osgi.http.whiteboard.servlet.pattern=/previews/v1/files/*",
      "osgi.http.whiteboard.servlet.pattern=/dataset/*",
      "osgi.http.whiteboard.servlet.pattern=/rm/api/v1/public/releaseDescriptions/*",
      OfferedService.PATH + "=/dataset",
      OfferedService.TITLE + "=Datasets and files",
      OfferedService.DESCRIPTION
          + "=A page for each dataset, with its picture, its place on the sky and all that belongs"
          + " to it; downloads that can be resumed; headers.",
      OfferedService.ORDER + ":Integer=20",
      OfferedService.RECIPES
          + "=Download a file, by the identifier dp_id of a query's result, and go on if it breaks"
          + " off:|wget --content-disposition --continue {root}/dataPortal/file/IDENTIFIER",
      OfferedService.RECIPES
          + "=Look at the headers of a FITS file:|curl '{root}/hdr?DpId=IDENTIFIER'"
    })
public final class FilesServlet extends DaliServlet {

  private static final long serialVersionUID = 1L;
  private static final int MOST_BODY_BYTES = 64 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(10);
  private static final Pattern PREVIEW = Pattern.compile("(.+)/preview");
  private static final Pattern RELEASE = Pattern.compile("\\d{1,9}");

  private final transient ProductFinder finder;
  private final transient Callers callers;
  private final transient Delivery delivery = new Delivery();
  private final transient SpectrumReader spectra = new SpectrumReader();
  private final transient CutoutEngines engines = new CutoutEngines(PATIENCE, DRAIN_LIMIT);
  private final transient LinkContributors contributors =
      new LinkContributors(PATIENCE, DRAIN_LIMIT);

  /** Delivers products to everybody who may have them. */
  @Activate
  public FilesServlet(@Reference Products products, @Reference Callers callers) {
    this.finder = new ProductFinder(new VisibleProducts(products));
    this.callers = callers;
  }

  /** Offers cut-outs of what an engine can cut. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void addEngine(CutoutEngine engine, Map<String, Object> properties) {
    engines.join(engine, properties);
  }

  /** Offers them no longer. */
  public void removeEngine(CutoutEngine engine) {
    boolean unused = engines.leave(engine);
  }

  /** Shows its links on the pages of datasets. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void addContributor(LinkContributor contributor, Map<String, Object> properties) {
    contributors.join(contributor, properties);
  }

  /** Shows its links no longer. */
  public void removeContributor(LinkContributor contributor) {
    boolean unused = contributors.leave(contributor);
  }

  /** Lets nobody wait any longer for plugins. */
  @Deactivate
  public void close() {
    engines.close();
    contributors.close();
  }

  @Override
  protected ErrorFormat errors() {
    return ErrorFormat.TEXT;
  }

  @Override
  protected void answer(HttpServletRequest request, HttpServletResponse response)
      throws DaliException, IOException {
    Identity caller = callers.identify(request, response);
    String path = request.getPathInfo() == null ? "" : request.getPathInfo();
    String rest = path.startsWith("/") ? path.substring(1) : path;
    switch (request.getServletPath()) {
      case "/hdr" -> header(request, caller, response);
      case "/previews/v1/files" -> preview(request, rest, caller, response);
      case "/dataset" -> page(request, rest, caller, response);
      case "/rm/api/v1/public/releaseDescriptions" -> release(request, rest, response);
      default -> file(request, rest, caller, response);
    }
  }

  private void file(
      HttpServletRequest request, String id, Identity caller, HttpServletResponse response)
      throws DaliException, IOException {
    send(request, finder.find(id, caller), caller, true, response);
  }

  private void send(
      HttpServletRequest request,
      Product product,
      Identity caller,
      boolean attachment,
      HttpServletResponse response)
      throws DaliException, IOException {
    OpenFile file = finder.open(product, caller);
    delivery.send(
        request,
        response,
        file,
        FileNames.of(product, file.state()),
        FileNames.contentType(product, file.state()),
        attachment);
  }

  private void header(HttpServletRequest request, Identity caller, HttpServletResponse response)
      throws DaliException, IOException {
    String id =
        Parameters.of(request, MOST_BODY_BYTES)
            .single("DpId")
            .orElseThrow(
                () ->
                    DaliException.badRequest(
                        "DpId is missing; write /hdr?DpId= and the identifier of a file."));
    Product product = finder.find(id, caller);
    HeaderListing listing;
    try (OpenFile file = finder.open(product, caller)) {
      listing = HeaderListing.of(file);
    } catch (IOException e) {
      throw ProductFinder.storageFailed(product.id(), e);
    }
    if (listing.headers().isEmpty()) {
      throw DaliException.notFound(
          product.id() + " has no FITS header: " + problem(String.valueOf(listing.fault())));
    }
    send(HeaderPage.of(product, listing), HtmlPage.CONTENT_TYPE, response);
  }

  /** Without the place, which holds bytes of a file that may be anything. */
  private static String problem(String fault) {
    int place = fault.indexOf(" [");
    return place < 0 ? fault : fault.substring(0, place);
  }

  private void preview(
      HttpServletRequest request, String rest, Identity caller, HttpServletResponse response)
      throws DaliException, IOException {
    Matcher named = PREVIEW.matcher(rest);
    if (!named.matches()) {
      throw DaliException.notFound("A preview is at /previews/v1/files/…/preview.");
    }
    Product product = finder.find(named.group(1), caller);
    Product picture =
        finder.relations(product, caller).stream()
            .filter(relation -> relation.kind() == Relation.Kind.PREVIEW)
            .findFirst()
            .map(Relation::target)
            .orElseThrow(
                () -> DaliException.notFound("There is no preview of " + product.id() + "."));
    boolean save =
        Parameters.of(request, MOST_BODY_BYTES)
            .single("format")
            .filter("DOWNLOAD"::equalsIgnoreCase)
            .isPresent();
    send(request, picture, caller, save, response);
  }

  private void page(
      HttpServletRequest request, String id, Identity caller, HttpServletResponse response)
      throws DaliException, IOException {
    String used = BaseUrl.of(request, null);
    String base = used.substring(0, used.length() - request.getServletPath().length());
    Addresses addresses = finder.products().names().addresses(base);
    if (!id.isEmpty()) {
      Product product = finder.describe(finder.find(id, caller));
      Set<CutoutAxis> axes;
      try (CutoutEngines.Survey survey = engines.survey()) {
        axes = survey.axes(product);
      }
      byte[] page =
          new DatasetPage(finder, spectra, product, caller).html(addresses, axes, contributors);
      send(page, HtmlPage.CONTENT_TYPE, response);
      return;
    }
    String asked = Parameters.of(request, MOST_BODY_BYTES).single("ID").orElse("").strip();
    if (asked.isEmpty()) {
      send(form(addresses.base()), HtmlPage.CONTENT_TYPE, response);
    } else {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", addresses.page(finder.find(asked, caller).id()));
    }
  }

  private static byte[] form(String base) {
    return new HtmlPage("Datasets and files", "Look at a dataset")
        .paragraph(
            "Every dataset has a page. Its identifier is the column dp_id of the tables"
                + " ivoa.ObsCore and dbo.raw.")
        .markup("<form action=\"")
        .text(base + "/dataset")
        .markup("\"><label>Identifier <input name=\"ID\" size=\"40\" required></label>")
        .markup("<button>Show</button></form>\n<p>")
        .link(base + "/", "All services of this archive")
        .markup("</p>\n")
        .toBytes();
  }

  private void release(HttpServletRequest request, String number, HttpServletResponse response)
      throws DaliException, IOException {
    if (!RELEASE.matcher(number).matches()) {
      throw DaliException.notFound("Release descriptions have numbers.");
    }
    DataFile document =
        new DataFile(
            "releaseDescriptions/" + number + ".pdf",
            "releaseDescription_" + number + ".pdf",
            null,
            "application/pdf",
            OptionalLong.empty(),
            null);
    OpenFile file;
    try {
      file = finder.products().open(document);
    } catch (NoSuchFileException e) {
      throw DaliException.notFound("There is no release description of that number.");
    } catch (IOException e) {
      throw ProductFinder.storageFailed("release description " + number, e);
    }
    delivery.send(
        request, response, file, "releaseDescription_" + number + ".pdf", "application/pdf", false);
  }
}
