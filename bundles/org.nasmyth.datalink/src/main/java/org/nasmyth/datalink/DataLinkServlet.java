// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.datalink;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.nasmyth.api.cutout.CutoutEngine;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.links.LinkContributor;
import org.nasmyth.dali.AvailabilityDocument;
import org.nasmyth.dali.BaseUrl;
import org.nasmyth.dali.Callers;
import org.nasmyth.dali.CapabilitiesDocument;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.DaliServlet;
import org.nasmyth.dali.Parameters;
import org.nasmyth.dali.pages.HtmlPage;
import org.nasmyth.dali.pages.OfferedService;
import org.nasmyth.dali.pages.ServicePage;
import org.nasmyth.dali.pages.ServicePage.Resource;
import org.nasmyth.links.ArchiveTerm;
import org.nasmyth.links.JsonLinks;
import org.nasmyth.links.LinkColumn;
import org.nasmyth.links.LinkContributors;
import org.nasmyth.links.LinkRow;
import org.nasmyth.links.LinkWriter;
import org.nasmyth.links.VotableLinks;
import org.nasmyth.products.ArchiveNames.Addresses;
import org.nasmyth.products.ArchiveNames.RequestedId;
import org.nasmyth.products.CutoutEngines;
import org.nasmyth.products.Products;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code /datalink}: links, capabilities, availability; and the page of our own terms. */
@Component(
    name = "org.nasmyth.datalink",
    service = Servlet.class,
    property = {
      "osgi.http.whiteboard.servlet.name=datalink",
      "osgi.http.whiteboard.servlet.pattern=/datalink/*",
      "osgi.http.whiteboard.servlet.pattern=/rdf/datalink",
      OfferedService.PATH + "=" + DataLinkServlet.PATH,
      OfferedService.TITLE + "=" + DataLinkServlet.TITLE,
      OfferedService.DESCRIPTION + "=" + DataLinkServlet.DESCRIPTION,
      OfferedService.ORDER + ":Integer=" + DataLinkServlet.ORDER,
      OfferedService.RECIPES + "=" + DataLinkServlet.BY_CURL,
      OfferedService.RECIPES + "=" + DataLinkServlet.BY_PYVO
    })
public final class DataLinkServlet extends DaliServlet {

  private static final long serialVersionUID = 1L;

  static final String PATH = "/datalink";
  static final int ORDER = 30;
  static final String TITLE = "DataLink: what belongs to a dataset";
  static final String DESCRIPTION =
      "Tells for one or many datasets where their files, previews, calibrations, documents and"
          + " cut-outs are (IVOA DataLink 1.1).";
  static final String BY_CURL =
      "With curl, by the identifier obs_publisher_did or dp_id of a query's result:|"
          + "curl '{address}/links?ID=IDENTIFIER&RESPONSEFORMAT=json'";
  static final String BY_PYVO =
      "In Python:|import pyvo|links ="
          + " pyvo.dal.adhoc.DatalinkResults.from_result_url(|"
          + "    \"{address}/links?ID=IDENTIFIER\")|"
          + "for link in links:|    print(link.semantics, link.access_url)";

  private static final int MOST_BODY_BYTES = 8 * 1024 * 1024;
  private static final int MOST_IDS = 10_000;
  private static final int AT_ONCE = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(10);

  private final transient Products products;
  private final transient Callers callers;
  private final transient LinkContributors contributors =
      new LinkContributors(PATIENCE, DRAIN_LIMIT);
  private final transient CutoutEngines engines = new CutoutEngines(PATIENCE, DRAIN_LIMIT);
  private final transient LinkFinder finder;
  private final transient Instant upSince = Instant.now();

  /** Tells everybody what they may know. */
  @Activate
  public DataLinkServlet(@Reference Products products, @Reference Callers callers) {
    this.products = products;
    this.callers = callers;
    this.finder = new LinkFinder(products, contributors);
    contributors.join(new CutoutLinks(engines), Map.of("component.name", "cutouts"));
  }

  /** Adds links from now on. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void addContributor(LinkContributor contributor, Map<String, Object> properties) {
    contributors.join(contributor, properties);
  }

  /** Adds its links no longer. */
  public void removeContributor(LinkContributor contributor) {
    boolean unused = contributors.leave(contributor);
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

  /** Lets nobody wait any longer for plugins. */
  @Deactivate
  public void close() {
    contributors.close();
    engines.close();
  }

  @Override
  protected void answer(HttpServletRequest request, HttpServletResponse response)
      throws DaliException, IOException {
    Identity caller = callers.identify(request, response);
    String used = BaseUrl.of(request, null);
    String base = used.substring(0, used.length() - request.getServletPath().length());
    if (request.getServletPath().equals("/rdf/datalink")) {
      send(Vocabulary.page(), HtmlPage.CONTENT_TYPE, response);
      return;
    }
    Addresses addresses = products.names().addresses(base);
    String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
    switch (path) {
      case "/" -> send(overview().html(addresses.base()), HtmlPage.CONTENT_TYPE, response);
      case "/links" -> links(request, caller, addresses, response);
      case "/capabilities" ->
          send(capabilities(addresses.base()), AvailabilityDocument.CONTENT_TYPE, response);
      case "/availability" ->
          send(
              AvailabilityDocument.of(true, upSince, null),
              AvailabilityDocument.CONTENT_TYPE,
              response);
      default ->
          throw DaliException.notFound(
              "There is nothing here. The service's resources are /links, /capabilities and"
                  + " /availability below "
                  + addresses.base()
                  + "/datalink.");
    }
  }

  private static ServicePage overview() {
    return new ServicePage(
        OfferedService.of(PATH, TITLE, DESCRIPTION, ORDER, BY_CURL, BY_PYVO),
        List.of(
            new Resource("/links", "the links of the datasets that ID names, by GET and POST"),
            new Resource("/capabilities", "what the service can do"),
            new Resource("/availability", "whether the service is available")));
  }

  private static byte[] capabilities(String base) {
    List<CapabilitiesDocument.Capability> all = new ArrayList<>();
    all.add(
        new CapabilitiesDocument.Simple(
            "ivo://ivoa.net/std/DataLink#links-1.1",
            "vs:ParamHTTP",
            "1.1",
            base + "/datalink/links"));
    all.addAll(CapabilitiesDocument.common(base + "/datalink"));
    return CapabilitiesDocument.of(all);
  }

  private void links(
      HttpServletRequest request,
      Identity caller,
      Addresses addresses,
      HttpServletResponse response)
      throws DaliException, IOException {
    Parameters parameters = Parameters.of(request, MOST_BODY_BYTES);
    List<RequestedId> requested = new ArrayList<>();
    for (String value : parameters.all("ID")) {
      requested.addAll(products.names().read(value));
    }
    String download = parameters.single("eso_download").orElse("");
    if (!download.isEmpty()) {
      redirect(download, requested, caller, addresses, response);
      return;
    }
    boolean overflow = requested.size() > MOST_IDS;
    List<RequestedId> served = overflow ? requested.subList(0, MOST_IDS) : requested;
    boolean json = isJson(parameters.single("RESPONSEFORMAT").orElse("votable"));
    // The first rows are there before the first byte is, so most failures get a status of their
    // own.
    List<LinkRow> rows = rows(served, 0, caller, addresses);
    response.setContentType(json ? "application/json" : VotableLinks.CONTENT_TYPE);
    response.setHeader("Cache-Control", "no-cache");
    try (Writer out =
        new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), UTF_8), 32 * 1024)) {
      LinkWriter writer =
          json ? new JsonLinks(out, LinkColumn.ALL) : new VotableLinks(out, LinkColumn.ALL);
      writer.begin();
      String failure = null;
      for (int from = AT_ONCE; failure == null; from += AT_ONCE) {
        writer.rows(rows);
        if (from >= served.size()) {
          break;
        }
        try {
          rows = rows(served, from, caller, addresses);
        } catch (DaliException e) {
          failure = String.valueOf(e.getMessage());
        }
      }
      writer.end(overflow, failure);
    }
  }

  private List<LinkRow> rows(
      List<RequestedId> requested, int from, Identity caller, Addresses addresses)
      throws DaliException {
    List<RequestedId> some =
        requested.subList(
            Math.min(from, requested.size()), Math.min(from + AT_ONCE, requested.size()));
    try {
      return some.isEmpty() ? List.of() : finder.rows(some, caller, addresses, new Cancellation());
    } catch (DatabaseException e) {
      throw e.kind() == DatabaseException.Kind.UNAVAILABLE
          ? DaliException.unavailable(String.valueOf(e.getMessage()))
          : DaliException.fault("The catalogue of products failed.", e);
    }
  }

  private static boolean isJson(String format) throws DaliException {
    String bare = format.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return switch (bare) {
      case "json", "application/json" -> true;
      case "votable",
          "application/x-votable+xml",
          "application/x-votable xml",
          "text/xml",
          "votable/td" ->
          false;
      default ->
          throw DaliException.badRequest(
              "RESPONSEFORMAT '" + bare + "' is not offered; write votable or json.");
    };
  }

  private void redirect(
      String what,
      List<RequestedId> requested,
      Identity caller,
      Addresses addresses,
      HttpServletResponse response)
      throws DaliException {
    if (requested.size() != 1) {
      throw DaliException.badRequest("eso_download takes one ID, got " + requested.size() + ".");
    }
    String wanted =
        switch (what) {
          case "file" -> "#this";
          case "data_documentation" -> ArchiveTerm.DATA_DOCUMENTATION.uri(addresses.vocabulary());
          default ->
              throw DaliException.badRequest("eso_download has to be file or data_documentation.");
        };
    String url =
        rows(requested, 0, caller, addresses).stream()
            .filter(row -> row.semantics().equals(wanted))
            .map(LinkRow::url)
            .filter(found -> found != null)
            .findFirst()
            .orElseThrow(
                () ->
                    DaliException.notFound(
                        "The archive has no such file, or you may not know of it."));
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", url);
  }
}
