// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.results.Ending;
import org.nasmyth.api.results.ResultWriter;
import org.nasmyth.api.results.UnwritableResultException;
import org.nasmyth.query.QueryException;
import org.nasmyth.query.QueryOutcome;
import org.nasmyth.query.QueryRequest;
import org.nasmyth.query.QueryRequest.ResultLimits;
import org.nasmyth.query.ResultSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a bound query, from its first row to the last byte. Used once. */
final class Execution {

  private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

  /** So long, in nanoseconds, a client waits for rows that the format keeps back. */
  private static final long PATIENCE = 1_000_000_000;

  private final QueryRequest request;
  private final Query query;
  private final ResultLimits limits;
  private final Cancellation cancellation;
  private final LateStream out;

  Execution(QueryRequest request, Query query, ResultSink sink) {
    this.request = request;
    this.query = query;
    limits = request.limits();
    cancellation = request.cancellation();
    out = new LateStream(sink);
  }

  QueryOutcome run() throws QueryException, IOException {
    try {
      if (limits.rows() == 0) {
        // DALI 1.1, 3.4.4: metadata only, and always an overflow.
        return withoutRows(new Ending.Overflow(limits.rowAdvice()));
      }
      if (query.limit().orElse(1) == 0) {
        return withoutRows(new Ending.Complete());
      }
      return execute();
    } catch (UnwritableResultException e) {
      if (e.getCause() != null) {
        LOG.error("The result format {} failed.", request.format().mediaType(), e);
      }
      throw Failures.of(e);
    } catch (IOException e) {
      cancellation.cancel(Cancellation.Reason.CLIENT_GONE);
      throw e;
    }
  }

  private QueryOutcome withoutRows(Ending ending) throws IOException {
    try (ResultWriter writer = open()) {
      end(writer, ending);
    }
    return new QueryOutcome(0, ending);
  }

  private ResultWriter open() throws IOException {
    try {
      return request.format().begin(request.describer().describe(query.fields()), out);
    } catch (RuntimeException e) {
      throw brokenFormat(e);
    }
  }

  private void end(ResultWriter writer, Ending ending) throws IOException {
    try {
      writer.end(ending);
    } catch (RuntimeException e) {
      throw brokenFormat(e);
    }
    out.openEmpty();
  }

  /** A format with a fault has left a document that nobody can finish, as a broken stream does. */
  private IOException brokenFormat(RuntimeException cause) {
    LOG.error("The result format {} failed.", request.format().mediaType(), cause);
    return new IOException("The document could not be written.", cause);
  }

  private QueryOutcome execute() throws QueryException, IOException {
    // One row more than may be written tells whether the limit cuts something off.
    long oneMore = limits.rows() == Long.MAX_VALUE ? Long.MAX_VALUE : limits.rows() + 1;
    long wanted = Math.min(query.limit().orElse(Long.MAX_VALUE), oneMore);
    try (RowStream rows =
        request.database().execute(query, wanted, request.caller(), cancellation)) {
      RowBatch first = rows.next();
      try (ResultWriter writer = open()) {
        return write(first, rows, wanted, writer);
      }
    } catch (DatabaseException e) {
      QueryException failure = Failures.of(e, cancellation);
      if (failure.kind() == QueryException.Kind.FAULT) {
        LOG.error("A database failed on a query.", e);
      }
      throw failure;
    }
  }

  /** Writes the document; what fails behind its first byte is told in it. */
  private QueryOutcome write(
      @Nullable RowBatch first, RowStream rows, long wanted, ResultWriter writer)
      throws DatabaseException, QueryException, IOException {
    long written = 0;
    Ending ending;
    try {
      RowBatch batch = first;
      long flushed = 0;
      while (batch != null && written + batch.rows() <= limits.rows()) {
        writer.write(batch);
        written += batch.rows();
        long now = System.nanoTime();
        if (written < wanted && (batch == first || now - flushed > PATIENCE)) {
          writer.flush();
          out.sendOn();
          flushed = now;
        }
        batch = rows.next();
        if (batch != null && out.written() >= limits.bytes()) {
          break;
        }
      }
      if (batch == null) {
        ending = new Ending.Complete();
      } else if (out.written() >= limits.bytes()) {
        ending = new Ending.Overflow(limits.byteAdvice());
      } else {
        int rest = Math.toIntExact(limits.rows() - written);
        if (rest > 0) {
          writer.write(new FirstRows(batch, rest));
        }
        written = limits.rows();
        ending = new Ending.Overflow(limits.rowAdvice());
      }
    } catch (DatabaseException e) {
      if (!out.isOpen()) {
        throw e;
      }
      ending = failed(Failures.of(e, cancellation), written);
    } catch (RuntimeException e) {
      if (!out.isOpen()) {
        throw Failures.of(e);
      }
      ending = failed(Failures.of(e), written);
    }
    end(writer, ending);
    return new QueryOutcome(written, ending);
  }

  private static Ending failed(QueryException failure, long written) {
    LOG.warn("A query failed after {} rows: {}", written, failure.getMessage(), failure.getCause());
    return new Ending.Failed(failure.getMessage() + " The rows before this are incomplete.");
  }
}
