// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.jobs.JobCaller;
import org.nasmyth.api.jobs.JobService;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.dali.Attachments;
import org.nasmyth.dali.AvailabilityDocument;
import org.nasmyth.dali.BaseUrl;
import org.nasmyth.dali.Callers;
import org.nasmyth.dali.CapabilitiesDocument;
import org.nasmyth.dali.CapabilitiesDocument.Capability;
import org.nasmyth.dali.ClientAddresses;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.DaliServlet;
import org.nasmyth.dali.ErrorFormat;
import org.nasmyth.dali.Parameters;
import org.nasmyth.dali.RunningRequests;
import org.nasmyth.dali.TableSetDocument;
import org.nasmyth.dali.TableSetDocument.Detail;
import org.nasmyth.dali.pages.HtmlPage;
import org.nasmyth.dali.uws.AsyncSettings;
import org.nasmyth.dali.uws.JobListResource;
import org.nasmyth.exchange.Lease;
import org.nasmyth.query.QueryPipeline;
import org.nasmyth.results.ResultFormats;

/** One TAP service: leads each request to its resource (TAP 1.1, section 2). */
final class TapServlet extends DaliServlet {

  private static final long serialVersionUID = 1L;

  /** The most bytes of a request beside uploaded files, and so of a query. */
  static final int MOST_QUERY_BYTES = 1024 * 1024;

  /** Well below the minute after which many clients give a silent server up. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private static final String NO_JOBS =
      "The store of asynchronous jobs does not answer; synchronous queries are answered.";
  private static final String JOB = "/async/";
  private static final String VOSI = AvailabilityDocument.CONTENT_TYPE;

  private final transient TapSettings settings;
  private final transient Databases databases;
  private final transient QueryPipeline pipeline;
  private final transient ResultFormats formats;
  private final transient Uploading uploading;
  private final transient SyncResource sync;
  private final transient @Nullable JobListResource async;
  private final transient @Nullable JobService jobs;
  private final transient Callers callers;
  private final transient ClientAddresses addresses;
  private final transient TableSets tableSets = new TableSets();
  private final transient Instant upSince = Instant.now();

  /** A service; without {@code jobs} it has no {@code /async}. */
  TapServlet(
      TapSettings settings,
      Databases databases,
      QueryPipeline pipeline,
      ResultFormats formats,
      Uploading uploading,
      Callers callers,
      ClientAddresses addresses,
      RunningRequests running,
      @Nullable JobService jobs) {
    this.settings = settings;
    this.databases = databases;
    this.pipeline = pipeline;
    this.formats = formats;
    this.uploading = uploading;
    this.callers = callers;
    this.addresses = addresses;
    this.jobs = jobs;
    this.sync =
        new SyncResource(
            settings,
            databases,
            new TapQueries(settings, pipeline, formats, uploading),
            running,
            jobs != null);
    this.async = jobs == null ? null : new JobListResource(asyncSettings(settings), jobs);
  }

  private static AsyncSettings asyncSettings(TapSettings settings) {
    return new AsyncSettings(
        settings.path(),
        settings.jobLimits(),
        LONGEST_WAIT,
        TapRequest.SINGLE,
        ErrorFormat.VOTABLE);
  }

  @Override
  protected boolean isDeletable(HttpServletRequest request) {
    String path = request.getPathInfo();
    return async != null && path != null && path.startsWith(JOB);
  }

  @Override
  protected void answer(HttpServletRequest request, HttpServletResponse response)
      throws DaliException, IOException {
    Identity caller = callers.identify(request, response);
    try (Attachments attachments = uploading.attachments()) {
      Parameters parameters = Parameters.of(request, MOST_QUERY_BYTES, attachments);
      answer(request, caller, parameters, attachments, response);
    }
  }

  private void answer(
      HttpServletRequest request,
      Identity caller,
      Parameters parameters,
      Attachments attachments,
      HttpServletResponse response)
      throws DaliException, IOException {
    String baseUrl = BaseUrl.of(request, settings.baseUrl());
    String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
    String[] steps = path.substring(1).split("/", 2);
    String below = steps.length > 1 ? steps[1] : "";
    switch (steps[0]) {
      case "sync" -> sync.answer(request, parameters, attachments, caller, baseUrl, response);
      case "tables" -> tables(below, parameters, response);
      case "capabilities" -> send(capabilities(baseUrl), VOSI, response);
      case "availability" -> send(availability(), VOSI, response);
      case "examples" ->
          send(TapPages.examples(settings, baseUrl), TapPages.EXAMPLES_TYPE, response);
      case "" -> send(TapPages.overview(settings, baseUrl), HtmlPage.CONTENT_TYPE, response);
      case "async" ->
          async(request, caller, parameters, attachments, trimmed(below), baseUrl, response);
      default ->
          throw DaliException.notFound(
              "There is nothing here. The service's resources are /sync, /async, /tables,"
                  + " /capabilities, /availability and /examples below "
                  + baseUrl
                  + ".");
    }
  }

  private void async(
      HttpServletRequest request,
      Identity identity,
      Parameters parameters,
      Attachments attachments,
      String below,
      String baseUrl,
      HttpServletResponse response)
      throws DaliException, IOException {
    if (async == null) {
      throw DaliException.notFound(
          "This service offers no asynchronous queries; send the query to " + baseUrl + "/sync.");
    }
    JobCaller caller = new JobCaller(identity, addresses.of(request));
    async.answer(request, parameters, attachments, caller, below, baseUrl + "/async", response);
  }

  private static String trimmed(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private byte[] capabilities(String baseUrl) throws DaliException {
    try (Lease<TapDatabase> lease = databases.lease()) {
      TapDatabase database = lease.part();
      List<Capability> capabilities = new ArrayList<>();
      capabilities.add(
          new TapCapability(
              baseUrl,
              settings,
              async != null,
              uploading.isOffered() && database.takesUploads(),
              !catalogue(database).tablesNamed("ivoa", "obscore").isEmpty(),
              database.features(),
              pipeline.functions(database),
              formats.formats()));
      capabilities.addAll(CapabilitiesDocument.common(baseUrl));
      capabilities.add(
          new CapabilitiesDocument.Simple(
              "ivo://ivoa.net/std/VOSI#tables-1.1", "vs:ParamHTTP", "1.1", baseUrl + "/tables"));
      capabilities.add(
          new CapabilitiesDocument.Simple(
              "ivo://ivoa.net/std/DALI#examples", "vr:WebBrowser", null, baseUrl + "/examples"));
      return CapabilitiesDocument.of(capabilities);
    }
  }

  private byte[] availability() {
    try (Lease<TapDatabase> lease = databases.lease()) {
      lease.part().ping();
      return AvailabilityDocument.of(true, upSince, jobs == null || jobs.isWell() ? null : NO_JOBS);
    } catch (DaliException | DatabaseException e) {
      return AvailabilityDocument.of(false, upSince, e.getMessage());
    }
  }

  private void tables(String name, Parameters parameters, HttpServletResponse response)
      throws DaliException, IOException {
    try (Lease<TapDatabase> lease = databases.lease()) {
      Catalogue catalogue = catalogue(lease.part());
      send(
          name.isEmpty()
              ? tableSets.document(catalogue, detail(parameters))
              : TableSetDocument.of(table(name, catalogue), catalogue),
          VOSI,
          response);
    }
  }

  private static Detail detail(Parameters parameters) throws DaliException {
    String detail = parameters.single("detail").orElse("max");
    return switch (detail.toLowerCase(Locale.ROOT)) {
      case "min" -> Detail.MIN;
      case "max" -> Detail.MAX;
      default -> throw DaliException.badRequest("detail has to be min or max; it may be left out.");
    };
  }

  private static Table table(String name, Catalogue catalogue) throws DaliException {
    return catalogue.tables().stream()
        .filter(
            table ->
                table.name().toString().equalsIgnoreCase(name)
                    || name.equalsIgnoreCase(table.name().schema() + "." + table.name().table()))
        .findFirst()
        .orElseThrow(
            () ->
                DaliException.notFound(
                    "There is no table of that name; /tables lists those that there are."));
  }

  private static Catalogue catalogue(TapDatabase database) throws DaliException {
    try {
      return database.catalogue();
    } catch (DatabaseException e) {
      throw DaliException.unavailable(String.valueOf(e.getMessage()));
    }
  }
}
