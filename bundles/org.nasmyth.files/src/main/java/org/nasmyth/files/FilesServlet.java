// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.products.DataFile;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.Relation;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.dali.BaseUrl;
import org.nasmyth.dali.Callers;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.DaliServlet;
import org.nasmyth.dali.Parameters;
import org.nasmyth.products.FileNames;
import org.nasmyth.products.Products;
import org.nasmyth.products.fits.HeaderListing;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

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
      "osgi.http.whiteboard.servlet.pattern=/rm/api/v1/public/releaseDescriptions/*"
    })
public final class FilesServlet extends DaliServlet {

  private static final long serialVersionUID = 1L;
  private static final int MOST_BODY_BYTES = 64 * 1024;
  private static final Pattern PREVIEW = Pattern.compile("(.+)/preview");
  private static final Pattern RELEASE = Pattern.compile("\\d{1,9}");

  private final transient ProductFinder finder;
  private final transient Callers callers;
  private final transient Delivery delivery = new Delivery();

  /** Delivers products to everybody who may have them. */
  @Activate
  public FilesServlet(@Reference Products products, @Reference Callers callers) {
    this.finder = new ProductFinder(products);
    this.callers = callers;
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
    }
    if (listing.headers().isEmpty()) {
      throw DaliException.notFound(product.id() + " has no FITS header: " + listing.fault());
    }
    send(HeaderPage.of(product, listing), HeaderPage.CONTENT_TYPE, response);
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
    Product product = finder.describe(finder.find(id, caller));
    String used = BaseUrl.of(request, null);
    String base = used.substring(0, used.length() - request.getServletPath().length());
    send(
        new DatasetPage(finder, product, caller).html(finder.products().names().addresses(base)),
        DatasetPage.CONTENT_TYPE,
        response);
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
    }
    delivery.send(
        request, response, file, "releaseDescription_" + number + ".pdf", "application/pdf", false);
  }
}
