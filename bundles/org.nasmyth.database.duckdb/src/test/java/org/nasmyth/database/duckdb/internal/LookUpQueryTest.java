// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.nasmyth.testkit.Trees.column;
import static org.nasmyth.testkit.Trees.number;
import static org.nasmyth.testkit.Trees.select;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.Source;
import org.nasmyth.testkit.TestArchive;
import org.nasmyth.testkit.Trees;

@DisplayName("A query for the rows of a key")
class LookUpQueryTest {

  private static final int AT_ONCE = 2;

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** More than one chunk of DuckDB's holds. */
  private static final int ROWS_OF_A_NIGHT = 5_000;

  private TestArchive<DuckDbDatabase> archive;
  private Table frames;

  @BeforeEach
  void open() throws Exception {
    archive = Archives.with(Archives.configuration(":memory:", AT_ONCE));
    frames =
        archive.load(
            Trees.table(
                "cat",
                "frames",
                column("night", ValueType.LONG).asIndexed(),
                column("number", ValueType.LONG)),
            LongStream.range(0, 4L * ROWS_OF_A_NIGHT)
                .mapToObj(i -> List.of(i / ROWS_OF_A_NIGHT, i))
                .toList());
  }

  @AfterEach
  void close() throws Exception {
    archive.close();
  }

  private Query ofNights(long... nights) {
    List<Expression> members = new ArrayList<>();
    for (long night : nights) {
      members.add(number(night));
    }
    return Query.of(
        select(
            new Source.TableSource(1, frames, null),
            new Expression.InList(Trees.column(1, frames, 0), members, false),
            Trees.column(1, frames, 1)));
  }

  private RowStream start(long night, Cancellation cancellation) throws DatabaseException {
    return archive.database().execute(ofNights(night), Long.MAX_VALUE, cancellation);
  }

  @Test
  @DisplayName("runs on the thread that asks")
  void onTheCallersThread() throws Exception {
    await("readers of other tests to end").atMost(LIMIT).until(() -> readers().isEmpty());
    try (RowStream stream = start(1, new Cancellation())) {
      assertThat(stream.next()).isNotNull();
      assertThat(readers()).isEmpty();
    }
  }

  private static List<String> readers() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("nasmyth-duckdb-reader"))
        .toList();
  }

  @Test
  @DisplayName("gives all rows of all keys, and no more than are wanted")
  void allRows() throws Exception {
    assertThat(archive.run(ofNights(1, 3))).hasSize(2 * ROWS_OF_A_NIGHT).doesNotHaveDuplicates();
    assertThat(archive.run(ofNights(17))).isEmpty();
    try (RowStream stream = archive.database().execute(ofNights(2), 2_100, new Cancellation())) {
      long rows = 0;
      for (RowBatch batch = stream.next(); batch != null; batch = stream.next()) {
        rows += batch.rows();
      }
      assertThat(rows).isEqualTo(2_100);
    }
  }

  @Test
  @DisplayName("is answered, too, while others have taken all places on their own threads")
  void moreAtOnce() throws Exception {
    List<RowStream> open = new ArrayList<>();
    try {
      for (int i = 0; i < AT_ONCE; i++) {
        open.add(start(i, new Cancellation()));
      }
      for (int i = 0; i < 3; i++) {
        assertThat(archive.run(ofNights(i))).hasSize(ROWS_OF_A_NIGHT);
      }
    } finally {
      open.forEach(RowStream::close);
    }
  }

  @Test
  @DisplayName("gives its place back, whether it was read, left or cancelled")
  void placesComeBack() throws Exception {
    for (int i = 0; i < 10 * AT_ONCE; i++) {
      Cancellation cancellation = new Cancellation();
      try (RowStream stream = start(1, cancellation)) {
        assertThat(stream.next()).isNotNull();
        if (i % 2 == 0) {
          cancellation.cancel(Cancellation.Reason.CLIENT_GONE);
          assertThatThrownBy(stream::next)
              .isInstanceOfSatisfying(
                  DatabaseException.class,
                  e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.CANCELLED));
        }
      }
    }
    onTheCallersThread();
  }

  @Test
  @DisplayName("is not begun for a request that was ended before")
  void endedBefore() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel(Cancellation.Reason.TIME_LIMIT);
    assertThatThrownBy(
            () -> {
              try (RowStream stream = start(1, cancellation)) {
                stream.next();
              }
            })
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.CANCELLED));
  }

  @Test
  @DisplayName("ends when the database is closed, though its reader has not ended it")
  void closedMeanwhile() throws Exception {
    try (RowStream stream = start(1, new Cancellation())) {
      assertThat(stream.next()).isNotNull();
      archive.database().close();
      assertThatThrownBy(stream::next)
          .isInstanceOfSatisfying(
              DatabaseException.class,
              e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.CANCELLED));
    }
  }
}
