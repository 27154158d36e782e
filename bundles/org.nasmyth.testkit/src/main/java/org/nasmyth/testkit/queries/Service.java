// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit.queries;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.results.Ending;
import org.nasmyth.api.results.ResultDescription;
import org.nasmyth.api.results.ResultFormat;
import org.nasmyth.api.results.ResultWriter;
import org.nasmyth.query.QueryException;
import org.nasmyth.query.QueryOutcome;
import org.nasmyth.query.QueryPipeline;
import org.nasmyth.query.QueryRequest;
import org.nasmyth.query.QueryRequest.ServiceRules;
import org.nasmyth.query.ResultDescriber;

/**
 * A database behind the query pipeline, to be asked as a TAP service asks it.
 *
 * @param pipeline what parses, binds and runs
 * @param database where queries run
 * @param rules how ADQL is read
 * @param caller who is asking
 */
public record Service(
    QueryPipeline pipeline, TapDatabase database, ServiceRules rules, Identity caller) {

  private static final long MOST_ROWS = 1_000_000;

  /** Asks a query. */
  public Answer ask(String adql) {
    Collector collector = new Collector();
    QueryRequest request =
        new QueryRequest(
            adql,
            caller,
            database,
            rules,
            collector,
            new QueryRequest.ResultLimits(MOST_ROWS, "Too many rows."),
            ResultDescriber.PLAIN,
            new Cancellation());
    try {
      QueryOutcome outcome = pipeline.run(request, OutputStream::nullOutputStream);
      return outcome.ending() instanceof Ending.Failed failed
          ? new Answer.Refused(failed.message())
          : new Answer.Rows(collector.fields, collector.rows);
    } catch (QueryException e) {
      return new Answer.Refused(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("A stream that keeps nothing cannot fail.", e);
    }
  }

  /** A format that keeps the values. */
  private static final class Collector implements ResultFormat {

    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private List<Field> fields = List.of();

    @Override
    public String mediaType() {
      return "application/x-values";
    }

    @Override
    public List<String> aliases() {
      return List.of();
    }

    @Override
    public String fileExtension() {
      return "values";
    }

    @Override
    public ResultWriter begin(ResultDescription description, OutputStream out) {
      fields = description.fields();
      return new ResultWriter() {
        @Override
        public void write(RowBatch batch) {
          for (int i = 0; i < batch.rows(); i++) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int column = 0; column < fields.size(); column++) {
              row.add(batch.column(column).get(i));
            }
            rows.add(row);
          }
        }

        @Override
        public void end(Ending ending) {}
      };
    }
  }
}
