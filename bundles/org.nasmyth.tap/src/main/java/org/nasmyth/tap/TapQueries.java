// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.database.UploadSession;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.jobs.JobInput;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.results.ResultDescription;
import org.nasmyth.api.results.ResultDescription.Info;
import org.nasmyth.dali.DaliException;
import org.nasmyth.query.QueryException;
import org.nasmyth.query.QueryOutcome;
import org.nasmyth.query.QueryPipeline;
import org.nasmyth.query.QueryRequest;
import org.nasmyth.query.QueryRequest.ResultLimits;
import org.nasmyth.query.ResultSink;
import org.nasmyth.results.ChosenFormat;
import org.nasmyth.results.ResultFormats;
import org.nasmyth.results.UnknownFormatException;

/** A service's way to run queries, the same for {@code /sync} and {@code /async}. */
final class TapQueries {

  private final TapSettings settings;
  private final QueryPipeline pipeline;
  private final ResultFormats formats;
  private final Uploading uploading;

  TapQueries(
      TapSettings settings, QueryPipeline pipeline, ResultFormats formats, Uploading uploading) {
    this.settings = settings;
    this.pipeline = pipeline;
    this.formats = formats;
    this.uploading = uploading;
  }

  /**
   * The format for a result.
   *
   * @param accept the request's Accept header; null where there is none
   */
  ChosenFormat format(TapRequest request, @Nullable String accept) throws DaliException {
    try {
      return formats.choose(request.format(), accept);
    } catch (UnknownFormatException e) {
      throw DaliException.badRequest(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Runs a query, with the tables that it brings along, and writes its result.
   *
   * @param files the files that came with the request or job
   * @throws DaliException if an uploaded table cannot be had or read
   */
  QueryOutcome run(
      TapRequest request,
      JobInput files,
      Identity caller,
      TapDatabase database,
      ChosenFormat format,
      Cancellation cancellation,
      ResultSink sink)
      throws DaliException, QueryException, IOException {
    if (request.uploads().isEmpty()) {
      return run(request, caller, database, format, cancellation, sink);
    }
    if (!uploading.isOffered() || !database.takesUploads()) {
      throw DaliException.badRequest(
          "This service takes no uploads, so UPLOAD cannot be used; write the values into the"
              + " query, for instance with IN (…).");
    }
    try (UploadSession session = database.openUploads(cancellation)) {
      uploading.load(request.uploads(), files, session, cancellation);
      return run(request, caller, session.database(), format, cancellation, sink);
    } catch (DatabaseException e) {
      throw Uploading.failure(e, cancellation);
    }
  }

  private QueryOutcome run(
      TapRequest request,
      Identity caller,
      TapDatabase database,
      ChosenFormat format,
      Cancellation cancellation,
      ResultSink sink)
      throws QueryException, IOException {
    return pipeline.run(
        new QueryRequest(
            request.adql(),
            caller,
            database,
            settings.rules(),
            settings.readdressing().in(format.format()),
            limits(request),
            fields -> describe(request.adql(), fields),
            cancellation),
        sink);
  }

  private ResultLimits limits(TapRequest request) {
    long bytes = settings.outputBytes();
    return new ResultLimits(
        request.limit().rows(),
        request.limit().advice(),
        bytes,
        "The result was cut off after %d bytes, the most that this service delivers. Ask for fewer columns, or for the rest in another query."
            .formatted(bytes));
  }

  private ResultDescription describe(String adql, List<Field> fields) {
    List<Info> infos = new ArrayList<>();
    infos.add(new Info("QUERY", adql, null));
    infos.add(
        new Info("request_date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), null));
    infos.add(new Info("standardID", "ivo://ivoa.net/std/TAP", "Written by a TAP 1.1 service"));
    infos.add(new Info("server_software", settings.software(), null));
    infos.addAll(settings.origin().infos());
    return new ResultDescription(
        fields, infos, settings.title(), settings.frame(), settings.links().of(fields));
  }
}
