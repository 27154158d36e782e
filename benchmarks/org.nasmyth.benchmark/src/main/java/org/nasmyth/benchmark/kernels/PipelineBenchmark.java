// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.benchmark.kernels;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.nasmyth.adql.AdqlDialect;
import org.nasmyth.adql.AdqlParser;
import org.nasmyth.adql.AdqlSyntaxException;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.results.ResultFormat;
import org.nasmyth.query.QueryException;
import org.nasmyth.query.QueryOutcome;
import org.nasmyth.query.QueryPipeline;
import org.nasmyth.query.QueryRequest;
import org.nasmyth.query.ResultDescriber;
import org.nasmyth.query.QueryRequest.ServiceRules;
import org.nasmyth.query.internal.AdqlQueryPipeline;
import org.nasmyth.results.votable.Binary2Format;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long a query takes before and after the database: parse, bind, write an empty result. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class PipelineBenchmark {

  private static final String CONE =
      "SELECT TOP 100 id, ra, dec, column_7 AS magnitude FROM archive.table_50"
          + " WHERE 1 = CONTAINS(POINT('ICRS', ra, dec), CIRCLE('ICRS', 266.41, -29.01, 0.1))"
          + " AND column_9 BETWEEN 10 AND 20 ORDER BY magnitude";

  private final AdqlParser parser = new AdqlParser(AdqlDialect.EXTENDED);
  private final QueryPipeline pipeline = new AdqlQueryPipeline();
  private final TapDatabase database = new EmptyDatabase();
  private final ResultFormat format = new Binary2Format();

  /** Parsing alone. */
  @Benchmark
  public Object parse() throws AdqlSyntaxException {
    return parser.parse(CONE);
  }

  /** All of the pipeline on a database that finds nothing. */
  @Benchmark
  public QueryOutcome parseBindWrite() throws QueryException, IOException {
    QueryRequest request =
        new QueryRequest(
            CONE,
            Identity.ANONYMOUS,
            database,
            new ServiceRules(null),
            format,
            new QueryRequest.ResultLimits(20_000, "Send a larger MAXREC."),
            ResultDescriber.PLAIN,
            new Cancellation());
    return pipeline.run(request, OutputStream::nullOutputStream);
  }
}
