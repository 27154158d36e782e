// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.jobs.JobCaller;
import org.nasmyth.api.jobs.JobService;
import org.nasmyth.dali.Attachments;
import org.nasmyth.dali.AvailabilityDocument;
import org.nasmyth.dali.BaseUrl;
import org.nasmyth.dali.Callers;
import org.nasmyth.dali.CapabilitiesDocument;
import org.nasmyth.dali.ClientAddresses;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.DaliServlet;
import org.nasmyth.dali.ErrorFormat;
import org.nasmyth.dali.Parameters;
import org.nasmyth.dali.RunningRequests;
import org.nasmyth.dali.pages.HtmlPage;
import org.nasmyth.dali.pages.OfferedService;
import org.nasmyth.dali.pages.ServicePage;
import org.nasmyth.dali.pages.ServicePage.Resource;
import org.nasmyth.dali.uws.AsyncSettings;
import org.nasmyth.dali.uws.JobListResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code /dataPortal/soda}: leads each request to its resource (SODA 1.0, section 2). */
@Component(
    name = "org.nasmyth.soda.face",
    service = Servlet.class,
    property = {
      "osgi.http.whiteboard.servlet.name=dataPortal/soda",
      "osgi.http.whiteboard.servlet.pattern=" + SodaServlet.PATH + "/*",
      OfferedService.PATH + "=" + SodaServlet.PATH,
      OfferedService.TITLE + "=" + SodaServlet.TITLE,
      OfferedService.DESCRIPTION + "=" + SodaServlet.DESCRIPTION,
      OfferedService.ORDER + ":Integer=" + SodaServlet.ORDER,
      OfferedService.RECIPES + "=" + SodaServlet.BY_CURL
    })
public final class SodaServlet extends DaliServlet {

  static final String PATH = "/dataPortal/soda";

  static final int ORDER = 40;
  static final String TITLE = "SODA: pieces of datasets";
  static final String DESCRIPTION =
      "Cuts pieces out of images, cubes, spectra and tables by place on the sky, wavelength, time"
          + " or polarization (IVOA SODA 1.0); only what is wanted travels.";
  static final String BY_CURL =
      "With curl, a circle of right ascension, declination and radius in degrees:|"
          + "curl --remote-name --remote-header-name --get {address}/sync \\|"
          + "  -d ID=IDENTIFIER --data-urlencode 'CIRCLE=150.1 2.2 0.01'";

  private static final long serialVersionUID = 1L;
  private static final int MOST_BODY_BYTES = 4 * 1024 * 1024;
  private static final String ASYNC = "/async/";
  private static final String VOSI = AvailabilityDocument.CONTENT_TYPE;

  /** Well below the minute after which many clients give a silent server up. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private static final SodaErrors ERRORS = new SodaErrors();

  private final transient SodaService service;
  private final transient Callers callers;
  private final transient ClientAddresses addresses;
  private final transient RunningRequests running = new RunningRequests("soda");
  private final transient SyncResource sync;
  private final transient @Nullable JobListResource async;
  private final transient Instant upSince = Instant.now();

  /** Without a job service there is no {@code /async}. */
  @Activate
  public SodaServlet(
      @Reference SodaService service,
      @Reference Callers callers,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable JobService jobs) {
    this.service = service;
    this.callers = callers;
    this.addresses = new ClientAddresses(service.trustedProxies());
    this.sync = new SyncResource(service, running, Clock.systemUTC());
    this.async = jobs == null ? null : new JobListResource(asyncSettings(service), jobs);
  }

  private static AsyncSettings asyncSettings(SodaService service) {
    return new AsyncSettings(
        SodaJobs.SERVICE, service.settings().jobLimits(), LONGEST_WAIT, SodaRequest.SINGLE, ERRORS);
  }

  /** Ends what runs. */
  @Deactivate
  public void close() {
    running.close();
  }

  @Override
  protected ErrorFormat errors() {
    return ERRORS;
  }

  @Override
  protected boolean isDeletable(HttpServletRequest request) {
    String path = request.getPathInfo();
    return async != null && path != null && path.startsWith(ASYNC);
  }

  @Override
  protected void answer(HttpServletRequest request, HttpServletResponse response)
      throws DaliException, IOException {
    Identity caller = callers.identify(request, response);
    String used = BaseUrl.of(request, null);
    String base =
        service.names().addresses(used.substring(0, used.length() - PATH.length())).base() + PATH;
    String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
    String[] steps = path.substring(1).split("/", 2);
    switch (steps[0]) {
      case "" -> send(overview(base), HtmlPage.CONTENT_TYPE, response);
      case "sync" ->
          sync.answer(request, Parameters.of(request, MOST_BODY_BYTES), caller, response);
      case "async" -> async(request, caller, steps.length > 1 ? steps[1] : "", base, response);
      case "capabilities" -> send(capabilities(base), VOSI, response);
      case "availability" -> send(AvailabilityDocument.of(true, upSince, null), VOSI, response);
      default ->
          throw DaliException.notFound(
              "There is nothing here. The service's resources are /sync, /async, /capabilities and"
                  + " /availability below "
                  + base
                  + ".");
    }
  }

  private byte[] overview(String base) {
    List<Resource> resources = new ArrayList<>();
    resources.add(new Resource("/sync", "a piece at once"));
    if (async != null) {
      resources.add(new Resource("/async", "jobs, for many pieces"));
    }
    resources.add(new Resource("/capabilities", "what the service can do"));
    resources.add(new Resource("/availability", "whether the service is available"));
    return new ServicePage(OfferedService.of(PATH, TITLE, DESCRIPTION, ORDER, BY_CURL), resources)
        .html(base.substring(0, base.length() - PATH.length()));
  }

  private void async(
      HttpServletRequest request,
      Identity identity,
      String below,
      String base,
      HttpServletResponse response)
      throws DaliException, IOException {
    if (async == null) {
      throw DaliException.notFound(
          "This service offers no jobs; send the request to " + base + "/sync.");
    }
    JobCaller caller = new JobCaller(identity, addresses.of(request));
    String job = below.endsWith("/") ? below.substring(0, below.length() - 1) : below;
    try (Attachments dropped = Attachments.unwanted()) {
      Parameters parameters = Parameters.of(request, MOST_BODY_BYTES, dropped);
      async.answer(request, parameters, dropped, caller, job, base + "/async", response);
    }
  }

  private byte[] capabilities(String base) {
    List<CapabilitiesDocument.Capability> all = new ArrayList<>();
    all.add(capability("sync", base));
    if (async != null) {
      all.add(capability("async", base));
    }
    all.addAll(CapabilitiesDocument.common(base));
    return CapabilitiesDocument.of(all);
  }

  private static CapabilitiesDocument.Capability capability(String resource, String base) {
    return new CapabilitiesDocument.Simple(
        "ivo://ivoa.net/std/SODA#" + resource + "-1.0",
        "vs:ParamHTTP",
        "1.0",
        base + "/" + resource);
  }
}
