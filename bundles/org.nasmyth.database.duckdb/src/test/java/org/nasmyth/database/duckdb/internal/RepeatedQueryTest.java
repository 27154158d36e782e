// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nasmyth.testkit.Trees.column;
import static org.nasmyth.testkit.Trees.number;
import static org.nasmyth.testkit.Trees.select;
import static org.nasmyth.testkit.Trees.text;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TableStore.IfPresent;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Expression.Comparison;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.Source;
import org.nasmyth.testkit.TestArchive;
import org.nasmyth.testkit.Trees;

/** A query whose text was run before may run on a statement that was kept. */
@DisplayName("A query that is asked again")
class RepeatedQueryTest {

  /** More than are kept on a connection. */
  private static final int MANY = 100;

  private TestArchive<DuckDbDatabase> archive;
  private Table frames;

  @BeforeEach
  void open() throws Exception {
    archive = Archives.inMemory();
    frames = archive.load(definition(), rows(100_000, ""));
  }

  @AfterEach
  void close() throws Exception {
    archive.close();
  }

  private static Table definition() {
    return Trees.table(
        "cat",
        "frames",
        column("id", ValueType.STRING).asIndexed(),
        column("number", ValueType.LONG).asIndexed());
  }

  private static List<List<Object>> rows(int count, String suffix) {
    return IntStream.range(0, count)
        .mapToObj(i -> List.<Object>of("F" + i + suffix, (long) i))
        .toList();
  }

  private static Query byId(Table table, String id) {
    return by(table, 0, text(id), 1);
  }

  private static Query by(Table table, int key, Expression value, int wanted) {
    return Query.of(
        select(
            new Source.TableSource(1, table, null),
            new Comparison(Comparison.Operator.EQUAL, Trees.column(1, table, key), value),
            Trees.column(1, table, wanted)));
  }

  @Test
  @DisplayName("answers for the values of this time")
  void otherValues() throws Exception {
    for (long i : new long[] {5, 99_999, 5, 17}) {
      assertThat(archive.run(byId(frames, "F" + i))).containsExactly(List.of(i));
    }
    assertThat(archive.run(byId(frames, "G"))).isEmpty();
    assertThat(archive.run(byId(frames, "F3"))).containsExactly(List.of(3L));
  }

  @Test
  @DisplayName("sees the table that has taken the place of the old one")
  void replaced() throws Exception {
    assertThat(archive.run(byId(frames, "F3"))).containsExactly(List.of(3L));
    try (TableLoad load =
        archive
            .database()
            .begin(new TableDefinition(frames, null, null, List.of()), IfPresent.REPLACE)) {
      for (List<Object> row : rows(10, "new")) {
        load.append(row);
      }
      load.commit();
    }
    assertThat(archive.run(byId(frames, "F3"))).isEmpty();
    assertThat(archive.run(byId(frames, "F3new"))).containsExactly(List.of(3L));
  }

  @Test
  @DisplayName("is whole after a reader who left early, and after one who was cancelled")
  void leftEarly() throws Exception {
    Query all =
        Query.of(select(new Source.TableSource(1, frames, null), null, Trees.column(1, frames, 1)));
    for (int i = 0; i < 5; i++) {
      Cancellation cancellation = new Cancellation();
      try (RowStream stream = archive.database().execute(all, Long.MAX_VALUE, cancellation)) {
        assertThat(stream.next()).isNotNull();
        if (i % 2 == 0) {
          cancellation.cancel(Cancellation.Reason.ABORTED);
        }
      }
      assertThat(archive.run(all)).hasSize(100_000);
    }
  }

  @Test
  @DisplayName("is right among many others")
  void manyTexts() throws Exception {
    for (int round = 0; round < 2; round++) {
      for (int i = 1; i <= MANY; i++) {
        Expression[] same = new Expression[i];
        Arrays.fill(same, Trees.column(1, frames, 1));
        Query wide =
            Query.of(
                select(
                    new Source.TableSource(1, frames, null),
                    new Comparison(
                        Comparison.Operator.EQUAL, Trees.column(1, frames, 1), number(i)),
                    same));
        assertThat(archive.run(wide).get(0)).hasSize(i).containsOnly((long) i);
      }
    }
  }
}
