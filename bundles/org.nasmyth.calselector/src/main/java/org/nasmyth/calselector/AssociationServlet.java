// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calselector;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.dali.AvailabilityDocument;
import org.nasmyth.dali.BaseUrl;
import org.nasmyth.dali.Callers;
import org.nasmyth.dali.CapabilitiesDocument;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.DaliServlet;
import org.nasmyth.dali.ErrorFormat;
import org.nasmyth.dali.Parameters;
import org.nasmyth.dali.RunningRequests;
import org.nasmyth.dali.pages.HtmlPage;
import org.nasmyth.dali.pages.OfferedService;
import org.nasmyth.dali.pages.ServicePage;
import org.nasmyth.dali.pages.ServicePage.Resource;
import org.nasmyth.products.ArchiveNames.Addresses;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** {@code /calselector}: associations, capabilities, availability. */
@Component(
    name = "org.nasmyth.calselector.face",
    service = Servlet.class,
    property = {
      "osgi.http.whiteboard.servlet.name=calselector",
      "osgi.http.whiteboard.servlet.pattern=" + AssociationServlet.PATH + "/*",
      OfferedService.PATH + "=" + AssociationServlet.PATH,
      OfferedService.TITLE + "=" + AssociationServlet.TITLE,
      OfferedService.DESCRIPTION + "=" + AssociationServlet.DESCRIPTION,
      OfferedService.ORDER + ":Integer=" + AssociationServlet.ORDER,
      OfferedService.RECIPES + "=" + AssociationServlet.BY_CURL,
      OfferedService.RECIPES + "=" + AssociationServlet.BY_ASTROQUERY
    })
public final class AssociationServlet extends DaliServlet {

  static final String PATH = "/calselector";
  static final int ORDER = 50;
  static final String TITLE = "CalSelector: calibrations of raw frames";
  static final String DESCRIPTION =
      "Tells for one or many raw frames which calibrations are needed to process them, and which"
          + " these need in turn: as a tree, or as a list of links (in the shape of ESO's"
          + " CalSelector).";
  static final String BY_CURL =
      "With curl, by the identifier dp_id of a query's result:|"
          + "curl '{address}/v1/associations?dp_id=IDENTIFIER&mode=Raw2Raw'";
  static final String BY_ASTROQUERY =
      "In Python:|from astroquery.eso import Eso|"
          + "Eso.CALSELECTOR_URL = \"{address}/v1/associations\"|"
          + "calibrations = Eso.get_associated_files([\"IDENTIFIER\"], mode=\"raw\")";

  /** Below the server. */
  static final String ASSOCIATIONS = PATH + "/v1/associations";

  private static final long serialVersionUID = 1L;
  private static final int MOST_BODY_BYTES = 1024 * 1024;
  private static final String VOSI = AvailabilityDocument.CONTENT_TYPE;

  private final transient CalibrationService service;
  private final transient Callers callers;
  private final transient RunningRequests running = new RunningRequests("calselector");
  private final transient AssociationResource associations;
  private final transient Instant upSince = Instant.now();

  /** Tells everybody what they may know. */
  @Activate
  public AssociationServlet(@Reference CalibrationService service, @Reference Callers callers) {
    this.service = service;
    this.callers = callers;
    this.associations = new AssociationResource(service, running);
  }

  /** Ends what runs. */
  @Deactivate
  public void close() {
    running.close();
  }

  @Override
  protected ErrorFormat errors() {
    return ErrorFormat.TEXT;
  }

  @Override
  protected void answer(HttpServletRequest request, HttpServletResponse response)
      throws DaliException, IOException {
    Identity caller = callers.identify(request, response);
    String used = BaseUrl.of(request, null);
    Addresses addresses =
        service.names().addresses(used.substring(0, used.length() - PATH.length()));
    String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
    switch (path) {
      case "/" -> send(overview().html(addresses.base()), HtmlPage.CONTENT_TYPE, response);
      case "/v1/associations" ->
          associations.answer(
              AssociationRequest.of(Parameters.of(request, MOST_BODY_BYTES), service.names()),
              caller,
              addresses,
              response);
      case "/capabilities" -> send(capabilities(addresses.base()), VOSI, response);
      case "/availability" -> send(AvailabilityDocument.of(true, upSince, null), VOSI, response);
      default ->
          throw DaliException.notFound(
              "There is nothing here. The service's resources are /v1/associations, /capabilities"
                  + " and /availability below "
                  + addresses.base()
                  + PATH
                  + ".");
    }
  }

  private static ServicePage overview() {
    return new ServicePage(
        OfferedService.of(PATH, TITLE, DESCRIPTION, ORDER, BY_CURL, BY_ASTROQUERY),
        List.of(
            new Resource(
                "/v1/associations",
                "the calibrations of the raw frames that dp_id names, by GET and POST; mode is"
                    + " Raw2Raw or Raw2Master, responseformat is xml or votable"),
            new Resource("/capabilities", "what the service can do"),
            new Resource("/availability", "whether the service is available")));
  }

  private static byte[] capabilities(String base) {
    List<CapabilitiesDocument.Capability> all = new ArrayList<>();
    // No standard of the IVOA's describes such a service.
    all.add(new CapabilitiesDocument.Simple(null, "vs:ParamHTTP", null, base + ASSOCIATIONS));
    all.addAll(CapabilitiesDocument.common(base + PATH));
    return CapabilitiesDocument.of(all);
  }
}
