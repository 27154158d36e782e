// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.results.ResultDescription.Info;
import org.nasmyth.dali.Callers;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.Parameters;
import org.nasmyth.exchange.Lease;
import org.nasmyth.query.QueryException;
import org.nasmyth.query.QueryOutcome;
import org.nasmyth.query.QueryPipeline;
import org.nasmyth.query.QueryRequest;
import org.nasmyth.results.ChosenFormat;
import org.nasmyth.results.ResultFormats;
import org.nasmyth.results.UnknownFormatException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@code /sync} resource: a query and its result in one request (TAP 1.1, section 2.1). */
final class SyncResource {

  private static final Logger LOG = LoggerFactory.getLogger(SyncResource.class);
  private static final Set<String> LANGUAGES = Set.of("ADQL", "ADQL-2.0", "ADQL-2.1");
  private static final String DO_QUERY = "doQuery";
  private static final String GET_CAPABILITIES = "getCapabilities";
  private static final int SHOWN = 40;

  private final TapSettings settings;
  private final Databases databases;
  private final QueryPipeline pipeline;
  private final ResultFormats formats;
  private final Callers callers;
  private final RunningQueries running;

  SyncResource(
      TapSettings settings,
      Databases databases,
      QueryPipeline pipeline,
      ResultFormats formats,
      Callers callers,
      RunningQueries running) {
    this.settings = settings;
    this.databases = databases;
    this.pipeline = pipeline;
    this.formats = formats;
    this.callers = callers;
    this.running = running;
  }

  /** Answers a request. */
  void answer(
      HttpServletRequest request,
      Parameters parameters,
      String baseUrl,
      HttpServletResponse response)
      throws DaliException, IOException {
    if (asksForCapabilities(parameters)) {
      response.setHeader("Location", baseUrl + "/capabilities");
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      return;
    }
    checkLanguage(parameters);
    refuseUpload(parameters);
    String adql =
        parameters
            .single("QUERY")
            .orElseThrow(
                () ->
                    DaliException.badRequest(
                        "The parameter QUERY is missing; it holds the ADQL to run, for instance"
                            + " SELECT * FROM TAP_SCHEMA.tables."));
    RowLimit limit = RowLimit.of(parameters, settings);
    Identity caller = callers.identify(request);
    try (ChosenFormat format = format(request, parameters);
        Lease<TapDatabase> database = databases.lease();
        RunningQueries.Run run = running.begin(settings.syncLimit())) {
      if (request.getMethod().equals("HEAD")) {
        begin(format, response);
        return;
      }
      QueryRequest query =
          new QueryRequest(
              adql,
              caller,
              database.part(),
              settings.rules(),
              format.format(),
              limit.rows(),
              limit.advice(),
              infos(adql),
              run.cancellation());
      QueryOutcome outcome = pipeline.run(query, () -> begin(format, response));
      LOG.debug("{}: {} rows, {}", settings.path(), outcome.rows(), outcome.ending());
    } catch (QueryException e) {
      throw explain(e);
    }
  }

  private static boolean asksForCapabilities(Parameters parameters) throws DaliException {
    String wanted = parameters.single("REQUEST").orElse(DO_QUERY);
    if (wanted.equalsIgnoreCase(GET_CAPABILITIES)) {
      return true;
    }
    if (!wanted.equalsIgnoreCase(DO_QUERY)) {
      throw DaliException.badRequest(
          "REQUEST is '" + shorten(wanted) + "'; it has to be doQuery, or may be left out.");
    }
    return false;
  }

  private static void checkLanguage(Parameters parameters) throws DaliException {
    String language = parameters.single("LANG").orElse("ADQL");
    if (!LANGUAGES.contains(language.strip().toUpperCase(Locale.ROOT))) {
      throw DaliException.badRequest(
          "LANG is '"
              + shorten(language)
              + "', which is not offered; use ADQL, ADQL-2.0 or ADQL-2.1.");
    }
  }

  private static void refuseUpload(Parameters parameters) throws DaliException {
    if (!parameters.all("UPLOAD").isEmpty()) {
      throw DaliException.badRequest(
          "This service takes no uploads, so UPLOAD cannot be used; write the values into the"
              + " query, for instance with IN (…).");
    }
  }

  private ChosenFormat format(HttpServletRequest request, Parameters parameters)
      throws DaliException {
    String wanted = parameters.single("RESPONSEFORMAT").orElse(null);
    if (wanted == null) {
      wanted = parameters.single("FORMAT").orElse(null);
    }
    try {
      return formats.choose(wanted, request.getHeader("Accept"));
    } catch (UnknownFormatException e) {
      throw DaliException.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private OutputStream begin(ChosenFormat format, HttpServletResponse response) throws IOException {
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType(format.contentType());
    response.setHeader("Cache-Control", "no-cache");
    response.setHeader(
        "Content-Disposition",
        "inline; filename=\""
            + settings.path().replace('/', '_')
            + "."
            + format.format().fileExtension()
            + "\"");
    return response.getOutputStream();
  }

  private List<Info> infos(String adql) {
    List<Info> infos = new ArrayList<>();
    infos.add(new Info("QUERY", adql, null));
    infos.add(
        new Info("request_date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), null));
    infos.add(new Info("standardID", "ivo://ivoa.net/std/TAP", "Written by a TAP 1.1 service"));
    infos.add(new Info("server_software", settings.software(), null));
    if (settings.publisher() != null) {
      infos.add(new Info("publisher", settings.publisher(), null));
    }
    return infos;
  }

  private DaliException explain(QueryException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e.kind()) {
      case BAD_QUERY, TOO_LARGE -> DaliException.badRequest(message);
      case TIME_LIMIT ->
          DaliException.badRequest(
              "The query was ended because it took longer than "
                  + settings.syncLimit().toSeconds()
                  + " s, the time limit of this service. Ask for less: a smaller region, fewer rows"
                  + " (TOP), or conditions on indexed columns.");
      case CANCELLED, UNAVAILABLE -> DaliException.unavailable(message);
      case FAULT -> DaliException.fault(message, e);
    };
  }

  private static String shorten(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }
}
