// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.ColumnVector;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.results.Ending;
import org.nasmyth.api.results.ResultWriter;
import org.nasmyth.query.QueryException;
import org.nasmyth.query.QueryOutcome;
import org.nasmyth.query.QueryPipeline;
import org.nasmyth.query.QueryRequest;
import org.nasmyth.query.QueryRequest.ServiceRules;
import org.nasmyth.query.ResultSink;

/**
 * A pipeline whose queries say what shall happen: {@code rows 50}, {@code wrong}, {@code fail after
 * 10}, {@code wait}, {@code crash}.
 */
final class ScriptedPipeline implements QueryPipeline {

  private static final int BATCH = 100;
  private static final List<Field> FIELDS =
      List.of(Field.of("id", ValueType.LONG), Field.of("name", ValueType.STRING));

  final CountDownLatch cancelled = new CountDownLatch(1);
  volatile QueryRequest last;

  @Override
  public QueryOutcome run(QueryRequest request, ResultSink sink)
      throws QueryException, IOException {
    last = request;
    String[] words = request.adql().split(" ", -1);
    return switch (words[0]) {
      case "rows" -> write(request, sink, Long.parseLong(words[1]), Long.MAX_VALUE);
      case "fail" -> write(request, sink, Long.MAX_VALUE, Long.parseLong(words[2]));
      case "wait" -> throw waitForCancellation(request.cancellation());
      case "crash" -> throw new IllegalStateException("secret of the inside");
      default ->
          throw new QueryException(
              QueryException.Kind.BAD_QUERY,
              "Line 1, column 8: there is no column 'nme' <in> the tables of FROM.",
              new QueryException.Position(1, 8),
              null);
    };
  }

  @Override
  public List<Field> check(String adql, Identity caller, TapDatabase database, ServiceRules rules) {
    return List.of();
  }

  @Override
  public List<AdqlFunction> functions(TapDatabase database) {
    return List.of(
        new AdqlFunction() {
          @Override
          public FunctionSignature signature() {
            return FunctionSignature.of(
                "redshift",
                ValueType.DOUBLE,
                new FunctionSignature.Parameter("velocity", ValueType.DOUBLE));
          }

          @Override
          public String description() {
            return "The redshift of a velocity in km/s, <c.";
          }

          @Override
          public FunctionBody body() {
            return FunctionBody.java(arguments -> (Double) arguments.get(0) / 299_792.458);
          }
        });
  }

  private static QueryOutcome write(QueryRequest request, ResultSink sink, long rows, long failAt)
      throws IOException {
    ResultWriter writer =
        request.format().begin(request.describer().describe(FIELDS), unflushed(sink.open()));
    long end = Math.min(Math.min(rows, failAt), request.limits().rows());
    for (long from = 0; from < end; from += BATCH) {
      writer.write(new Numbers(from, (int) Math.min(BATCH, end - from)));
    }
    Ending ending =
        failAt <= Math.min(rows, request.limits().rows())
            ? new Ending.Failed("The disk is full & cold.")
            : rows > request.limits().rows()
                ? new Ending.Overflow(request.limits().rowAdvice())
                : new Ending.Complete();
    writer.end(ending);
    return new QueryOutcome(end, ending);
  }

  /** A stream that a format's flushing does not reach, as the real pipeline has it. */
  private static OutputStream unflushed(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }

      @Override
      public void flush() {}
    };
  }

  private QueryException waitForCancellation(Cancellation cancellation) {
    CountDownLatch ended = new CountDownLatch(1);
    try (Cancellation.Registration registration = cancellation.onCancel(ended::countDown)) {
      if (!ended.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody cancelled the query");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    cancelled.countDown();
    boolean limit = cancellation.reason().orElseThrow() == Cancellation.Reason.TIME_LIMIT;
    return new QueryException(
        limit ? QueryException.Kind.TIME_LIMIT : QueryException.Kind.CANCELLED,
        "The query was ended.",
        null,
        null);
  }

  private record Numbers(long from, int rows) implements RowBatch {
    @Override
    public ColumnVector column(int index) {
      return new ColumnVector() {
        @Override
        public boolean isNull(int row) {
          return false;
        }

        @Override
        public long getLong(int row) {
          return from + row;
        }

        @Override
        public String getString(int row) {
          return "row " + (from + row);
        }

        @Override
        public Object get(int row) {
          return index == 0 ? (Object) getLong(row) : getString(row);
        }
      };
    }
  }
}
