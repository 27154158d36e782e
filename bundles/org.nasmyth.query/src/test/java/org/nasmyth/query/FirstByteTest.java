// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.results.Ending;
import org.nasmyth.api.results.ResultDescription;
import org.nasmyth.api.results.ResultFormat;
import org.nasmyth.api.results.ResultWriter;
import org.nasmyth.api.results.UnwritableResultException;

/** When a format writes its first byte, and what that means for failures and waiting clients. */
class FirstByteTest {

  private static final String ALL = "SELECT dp_id FROM dbo.raw";

  /** A format that counts rows, keeps them back until it is told, and notes what is asked of it. */
  private static final class Counting implements ResultFormat {
    private final List<String> calls = new ArrayList<>();
    private final long mostRows;

    Counting(long mostRows) {
      this.mostRows = mostRows;
    }

    @Override
    public String mediaType() {
      return "text/x-count";
    }

    @Override
    public List<String> aliases() {
      return List.of();
    }

    @Override
    public String fileExtension() {
      return "count";
    }

    @Override
    public ResultWriter begin(ResultDescription description, OutputStream out) {
      return new ResultWriter() {
        private long rows;

        @Override
        public void write(RowBatch batch) throws IOException {
          rows += batch.rows();
          if (rows > mostRows) {
            throw new UnwritableResultException("Too many rows to count.", null);
          }
        }

        @Override
        public void flush() {
          calls.add("flush");
        }

        @Override
        public void end(Ending ending) throws IOException {
          calls.add("end");
          out.write(String.valueOf(rows).getBytes(US_ASCII));
        }

        @Override
        public void close() {
          calls.add("close");
        }
      };
    }
  }

  private final Counting format = new Counting(1000);
  private final ByteArrayOutputStream document = new ByteArrayOutputStream();
  private boolean opened;

  @Test
  void formatThatWritesAtTheEndGetsToItsEnd() throws Exception {
    QueryOutcome outcome = run(new MemoryDatabase().holding(500), format);

    assertThat(outcome.rows()).isEqualTo(500);
    assertThat(document).hasToString("500");
    assertThat(format.calls).endsWith("end", "close");
  }

  @Test
  void waitingClientGetsTheFirstRowsAtOnce() throws Exception {
    run(new MemoryDatabase().holding(500), format);

    assertThat(format.calls).startsWith("flush");
  }

  @Test
  void failureBeforeTheFirstByteIsThrownThoughRowsHaveBeenRead() {
    QueryException failure =
        catchThrowableOfType(
            QueryException.class,
            () ->
                run(
                    new MemoryDatabase()
                        .holding(500)
                        .failingAt(150, DatabaseException.Kind.BAD_VALUE),
                    format));

    assertThat(failure.kind()).isEqualTo(QueryException.Kind.BAD_QUERY);
    assertThat(opened).isFalse();
    assertThat(format.calls).doesNotContain("end").endsWith("close");
  }

  @Test
  void resultThatTheFormatCannotHoldIsRefused() {
    Counting small = new Counting(100);
    MemoryDatabase database = new MemoryDatabase().holding(500);

    QueryException failure = catchThrowableOfType(QueryException.class, () -> run(database, small));

    assertThat(failure.kind()).isEqualTo(QueryException.Kind.TOO_LARGE);
    assertThat(failure).hasMessage("Too many rows to count.");
    assertThat(opened).isFalse();
    assertThat(small.calls).endsWith("close");
    assertThat(database.openStreams()).isZero();
  }

  private QueryOutcome run(MemoryDatabase database, ResultFormat written)
      throws QueryException, IOException {
    QuerySession session = new QuerySession(database);
    QueryRequest usual = session.request(ALL);
    return session
        .pipeline()
        .run(
            new QueryRequest(
                usual.adql(),
                usual.caller(),
                usual.database(),
                usual.rules(),
                written,
                usual.limits(),
                usual.describer(),
                usual.cancellation()),
            () -> {
              opened = true;
              return document;
            });
  }
}
