// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.results.Ending;

/** Limits, endings and failures of a query from its first row to its last byte. */
class QueryPipelineTest {

  private static final String ALL = "SELECT dp_id FROM dbo.raw";

  @ParameterizedTest(name = "{0} stored, TOP {1}, MAXREC {2}: {3} rows, overflow {4}")
  @CsvSource({
    // stored, top, maxrec, rows, overflow
    "10, -1, 1000, 10, false",
    "10, -1, 10, 10, false",
    "11, -1, 10, 10, true",
    "500, -1, 250, 250, true",
    "500, 250, 250, 250, false",
    "500, 251, 250, 250, true",
    "500, 100, 250, 100, false",
    "500, 0, 250, 0, false",
    "0, -1, 250, 0, false",
    "200, -1, 100, 100, true",
    "100, -1, 100, 100, false",
  })
  void onlyMaxrecOverflows(long stored, long top, long maxRows, long rows, boolean overflow)
      throws Exception {
    QuerySession session =
        new QuerySession(new MemoryDatabase().holding(stored)).withMaxRows(maxRows);
    String adql = top < 0 ? ALL : "SELECT TOP " + top + " dp_id FROM dbo.raw";
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    QueryOutcome outcome = session.pipeline().run(session.request(adql), () -> out);

    assertThat(outcome.rows()).isEqualTo(rows);
    assertThat(outcome.ending())
        .isEqualTo(overflow ? new Ending.Overflow(QuerySession.ADVICE) : new Ending.Complete());
    assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize((int) rows + 2);
    assertThat(session.database().openStreams()).isZero();
  }

  @Test
  void resultThatGetsTooLargeIsCutOffAndSaysSo() throws Exception {
    QuerySession session = new QuerySession(new MemoryDatabase().holding(500)).withMaxBytes(1000);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    QueryOutcome outcome = session.pipeline().run(session.request(ALL), () -> out);

    assertThat(outcome.ending()).isEqualTo(new Ending.Overflow(QuerySession.BYTE_ADVICE));
    assertThat(outcome.rows()).isBetween(1L, 499L);
    assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize((int) outcome.rows() + 2);
    assertThat(session.database().openStreams()).isZero();
  }

  @Test
  void resultThatIsCompleteIsNotCutOffByItsSize() throws Exception {
    QuerySession session = new QuerySession(new MemoryDatabase().holding(10)).withMaxBytes(1);

    QueryOutcome outcome =
        session.pipeline().run(session.request(ALL), OutputStream::nullOutputStream);

    assertThat(outcome).isEqualTo(new QueryOutcome(10, new Ending.Complete()));
  }

  @Test
  void theDatabaseIsAskedForOneRowMoreThanMayBeWritten() throws Exception {
    QuerySession session = new QuerySession(new MemoryDatabase().holding(500)).withMaxRows(50);
    session.run(ALL);
    assertThat(session.database().lastRowLimit()).isEqualTo(51);
    session.run("SELECT TOP 7 dp_id FROM dbo.raw");
    assertThat(session.database().lastRowLimit()).isEqualTo(7);
  }

  @Test
  void maxrecZeroTellsTheFieldsAndOverflowsWithoutRunningAnything() throws Exception {
    QuerySession session = new QuerySession(new MemoryDatabase()).withMaxRows(0);
    assertThat(session.run("SELECT dp_id, ra AS x FROM dbo.raw"))
        .isEqualTo("dp_id x\nOverflow[message=" + QuerySession.ADVICE + "]\n");
    assertThat(session.database().queryCount()).isZero();
    assertThatThrownBy(() -> session.run("SELECT nothing FROM dbo.raw"))
        .isInstanceOf(QueryException.class);
  }

  @Test
  void aFailureBeforeTheFirstRowIsThrownAndTheSinkStaysClosed() {
    QuerySession session =
        new QuerySession(new MemoryDatabase().failingAt(0, DatabaseException.Kind.BAD_VALUE));
    AtomicBoolean opened = new AtomicBoolean();
    QueryException failure =
        catchThrowableOfType(
            QueryException.class,
            () ->
                session
                    .pipeline()
                    .run(
                        session.request(ALL),
                        () -> {
                          opened.set(true);
                          return OutputStream.nullOutputStream();
                        }));
    assertThat(failure.kind()).isEqualTo(QueryException.Kind.BAD_QUERY);
    assertThat(failure).hasMessage("'12h' is no number.");
    assertThat(opened).isFalse();
    assertThat(session.database().openStreams()).isZero();
  }

  @Test
  void aFailureAfterTheFirstByteEndsTheDocument() throws Exception {
    QuerySession session =
        new QuerySession(
            new MemoryDatabase().holding(500).failingAt(150, DatabaseException.Kind.BAD_VALUE));
    String document = session.run(ALL);
    assertThat(document).startsWith("dp_id\n0\n1\n");
    assertThat(document).contains("\n149\nFailed[message='12h' is no number.");
    assertThat(session.database().openStreams()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "BAD_VALUE, BAD_QUERY",
    "UNSUPPORTED, BAD_QUERY",
    "CANCELLED, CANCELLED",
    "TOO_LARGE, TOO_LARGE",
    "UNAVAILABLE, UNAVAILABLE",
    "FAULT, FAULT",
  })
  void everyFailureOfTheDatabaseHasItsKind(
      DatabaseException.Kind database, QueryException.Kind expected) {
    QuerySession session = new QuerySession(new MemoryDatabase().failingAt(0, database));
    QueryException failure = catchThrowableOfType(QueryException.class, () -> session.run(ALL));
    assertThat(failure.kind()).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(Cancellation.Reason.class)
  void anEndedQueryTellsWhy(Cancellation.Reason reason) {
    QuerySession session = new QuerySession(new MemoryDatabase().cancelledAt(0, reason));
    QueryException failure = catchThrowableOfType(QueryException.class, () -> session.run(ALL));
    assertThat(failure.kind())
        .isEqualTo(
            reason == Cancellation.Reason.TIME_LIMIT
                ? QueryException.Kind.TIME_LIMIT
                : QueryException.Kind.CANCELLED);
    assertThat(failure.getMessage())
        .contains(
            switch (reason) {
              case TIME_LIMIT -> "asynchronous job";
              case ABORTED -> "aborted";
              case CLIENT_GONE -> "client closed";
              case SHUTDOWN -> "shutting down";
            });
    assertThat(session.database().openStreams()).isZero();
  }

  @Test
  void aTimeLimitAfterTheFirstByteIsToldInTheDocument() throws Exception {
    QuerySession session =
        new QuerySession(
            new MemoryDatabase().holding(500).cancelledAt(200, Cancellation.Reason.TIME_LIMIT));
    assertThat(session.run(ALL)).contains("\n199\nFailed[message=The query reached the time limit");
  }

  @Test
  void aQueryThatIsEndedBeforeItsStartRunsNothing() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel(Cancellation.Reason.ABORTED);
    QuerySession session = new QuerySession(new MemoryDatabase()).cancelledBy(cancellation);
    assertThatThrownBy(() -> session.run(ALL)).hasMessage("The query was aborted.");
    assertThat(session.database().queryCount()).isZero();
  }

  @Test
  void aClientThatLeavesEndsTheQuery() {
    Cancellation cancellation = new Cancellation();
    QuerySession session =
        new QuerySession(new MemoryDatabase().holding(500)).cancelledBy(cancellation);
    OutputStream gone =
        new OutputStream() {
          private int left = 100;

          @Override
          public void write(int b) throws IOException {
            if (--left < 0) {
              throw new IOException("Broken pipe");
            }
          }
        };
    assertThatThrownBy(() -> session.pipeline().run(session.request(ALL), () -> gone))
        .isInstanceOf(IOException.class)
        .hasMessage("Broken pipe");
    assertThat(cancellation.reason()).contains(Cancellation.Reason.CLIENT_GONE);
    assertThat(session.database().openStreams()).isZero();
  }
}
