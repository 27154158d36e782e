// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.QueryBody;

/** Long queries are bound like short ones; what would explode is refused. */
class LargeQueriesTest {

  @Test
  void chainsMayBeLong() throws Exception {
    assertThat(where("ra = 0" + " OR ra = 1".repeat(20_000))).isInstanceOf(Expression.Or.class);
    assertThat(where("ra > 0" + " AND ra < 1".repeat(20_000))).isInstanceOf(Expression.And.class);
    assertThat(where("ra = dec" + " + 1".repeat(100_000)))
        .isInstanceOf(Expression.Comparison.class);
    assertThat(where("dp_id = dp_cat" + " || 'x'".repeat(20_000)))
        .isInstanceOf(Expression.Comparison.class);
    String members =
        IntStream.range(0, 100_000).mapToObj(String::valueOf).collect(Collectors.joining(","));
    Expression in = where("ra IN (" + members + ")");
    assertThat(((Expression.InList) in).members()).hasSize(100_000);
  }

  @Test
  void longExpressionsAreSortedByButNotGroupedBy() throws Exception {
    String sum = "ra" + " + dec".repeat(20_000);
    QuerySession session = QuerySession.overAll();
    assertThat(session.bound("SELECT " + sum + " AS x FROM dbo.raw ORDER BY " + sum).orderBy())
        .hasSize(1);
    assertThatThrownBy(() -> session.run("SELECT COUNT(*) FROM dbo.raw GROUP BY " + sum))
        .hasMessageContaining("too long for GROUP BY");
  }

  @Test
  void tablesAndSetOperationsAreLimited() {
    QuerySession session = QuerySession.overAll();
    assertThatThrownBy(
            () ->
                session.run(
                    "SELECT 1 FROM "
                        + IntStream.range(0, 501)
                            .mapToObj(i -> "dbo.raw t" + i)
                            .collect(Collectors.joining(", "))))
        .hasMessageContaining("at most 500 tables");
    assertThatThrownBy(
            () ->
                session.run("SELECT ra FROM dbo.raw" + " UNION SELECT ra FROM dbo.raw".repeat(500)))
        .hasMessageContaining("At most 500 queries".toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void deepNestingIsAnErrorOfTheQuery() throws Exception {
    assertThat(where("(".repeat(100) + "ra > 0" + ")".repeat(100))).isNotNull();
    assertThatThrownBy(() -> where("(".repeat(2000) + "ra > 0" + ")".repeat(2000)))
        .isInstanceOf(QueryException.class);
  }

  @Test
  void whatWouldBeRepeatedTooOftenIsRefused() {
    String nested = "ra";
    for (int i = 0; i < 40; i++) {
      nested = "CASE " + nested + " WHEN 1 THEN 2 WHEN 2 THEN 3 END";
    }
    String query = "SELECT " + nested + " FROM dbo.raw";
    assertThatThrownBy(() -> QuerySession.overAll().run(query))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("repeated too often");
  }

  private static Expression where(String condition) throws Exception {
    QueryBody body =
        QuerySession.overAll().bound("SELECT dp_id FROM dbo.raw WHERE " + condition).body();
    return ((QueryBody.Select) body).where();
  }
}
