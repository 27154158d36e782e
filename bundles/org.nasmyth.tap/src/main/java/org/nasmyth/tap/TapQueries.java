// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.results.ResultDescription;
import org.nasmyth.api.results.ResultDescription.Info;
import org.nasmyth.dali.DaliException;
import org.nasmyth.query.QueryException;
import org.nasmyth.query.QueryOutcome;
import org.nasmyth.query.QueryPipeline;
import org.nasmyth.query.QueryRequest;
import org.nasmyth.query.ResultSink;
import org.nasmyth.results.ChosenFormat;
import org.nasmyth.results.ResultFormats;
import org.nasmyth.results.UnknownFormatException;

/** A service's way to run queries, the same for {@code /sync} and {@code /async}. */
final class TapQueries {

  private final TapSettings settings;
  private final QueryPipeline pipeline;
  private final ResultFormats formats;

  TapQueries(TapSettings settings, QueryPipeline pipeline, ResultFormats formats) {
    this.settings = settings;
    this.pipeline = pipeline;
    this.formats = formats;
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

  /** Runs a query and writes its result. */
  QueryOutcome run(
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
            format.format(),
            request.limit().rows(),
            request.limit().advice(),
            fields -> describe(request.adql(), fields),
            cancellation),
        sink);
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
